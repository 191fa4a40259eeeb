package dev.longhand.engine.cell;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.onednn.BiasGradient;
import dev.longhand.engine.onednn.Factors;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.PackedCopies;
import dev.longhand.engine.onednn.PackedWeights;
import dev.longhand.engine.onednn.Product;
import dev.longhand.engine.onednn.WeightGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cell as what it is made of: matrix products by oneDNN, and {@link Gates} in between. What a step reads stands side by
 * side, [x | h₋₁], so that its sums are one product with [Wx ; Wh], read once while they are still in the cache; a cell that
 * keeps the two sums apart takes one product for each. The gradients of the weights are products over many steps.
 */
final class ProductRecurrence implements Recurrence {
    private final NumberType type;
    private final @Nullable PackedCopies copies;
    private final Cell cell;
    private final SequenceShape shape;
    private final Sequence sequence;

    /** (T,B,I+H): what every step reads. */
    private final Factors xh;
    /** (T,B,G·H): sums, then gates, then the gradients of the sums; those of x alone where there are two. */
    private final Floats z;
    /** The same for h, where a cell keeps it apart. */
    private final Floats s;
    /** (T+1,B,H): what the cell keeps to itself, before the first step and after each; null where it keeps nothing. */
    private final @Nullable Floats c;
    /** (B,H), for each step. */
    private final List<Floats> before = new ArrayList<>();

    private final List<Share> shares;
    private final List<Product> products;
    private final @Nullable Backward backward;
    private final Gates gates;

    /** Columns of [x | h] and the rows of [Wx ; Wh] that belong to them, and the sums that they make. */
    private record Share(int from, int columns, Floats W, PackedWeights packed, Floats sums, Floats b) {}

    ProductRecurrence(
            NumberType type,
            @Nullable PackedCopies copies,
            Cell cell,
            SequenceShape shape,
            CellWeights weights,
            Sequence sequence,
            @Nullable SequenceGradients gradients) {
        this.type = type;
        this.copies = copies;
        this.cell = cell;
        this.shape = shape;
        this.sequence = sequence;
        long N = (long) shape.T() * shape.B();
        xh = Factors.zeros(N * reads(), type);
        z = Floats.zeros(N * width());
        s = cell.hasTwoBiases() ? Floats.zeros(N * width()) : z;
        long state = (long) shape.B() * shape.H();
        c = cell.hasCellState() ? Floats.zeros((shape.T() + 1) * state) : null;
        before.add(sequence.first().h());
        for (int t = 1; t < shape.T(); t++) {
            before.add(sequence.y().slice((t - 1) * state, state));
        }
        shares = cell.hasTwoBiases()
                ? List.of(
                        share(0, shape.I(), weights.Wx(), z, weights.b()),
                        share(shape.I(), shape.H(), weights.Wh(), s, weights.secondBias()))
                : List.of(share(0, reads(), weights.W(), z, weights.b()));
        products = shares.stream()
                .map(share -> Product.of(
                        xh, reads(), share.packed, new Product.Result(share.sums, shape.B(), width()).with(share.b)))
                .toList();
        backward = gradients == null ? null : new Backward(gradients);
        gates = gates();
    }

    /** Numbers that a row reads in a step. */
    private int reads() {
        return shape.I() + shape.H();
    }

    private int width() {
        return cell.gates() * shape.H();
    }

    private Share share(int from, int columns, Floats W, Floats sums, Floats b) {
        return new Share(from, columns, W, PackedWeights.of(W, columns, width(), type, shape.B(), copies), sums, b);
    }

    private Gates gates() {
        var layout = new Gates.Layout(shape.B(), shape.H(), cell.gates());
        var back = backward;
        var y = sequence.y();
        return switch (cell) {
            case LSTM ->
                new LstmGates(
                        layout,
                        z,
                        y,
                        Objects.requireNonNull(c),
                        back == null ? null : new LstmGates.Backward(back.dy, back.dhNext, back.pastNext));
            case GRU ->
                new GruGates(
                        layout,
                        z,
                        s,
                        y,
                        back == null ? null : new GruGates.Backward(back.dy, back.dhNext, back.pastNext));
            case RNN_TANH, RNN_RELU, RNN_LEAKY_RELU, RNN_ELU ->
                new PlainGates(cell, layout, z, y, back == null ? null : new PlainGates.Backward(back.dy, back.dhNext));
        };
    }

    @Override
    public void weightsChanged() {
        shares.forEach(share -> share.packed.pack());
        if (backward != null) {
            backward.packed.forEach(PackedWeights::pack);
        }
    }

    @Override
    public void forward() {
        long state = (long) shape.B() * shape.H();
        if (c != null) {
            c.slice(0, state).copyFrom(sequence.first().cellState());
        }
        for (int t = 0; t < shape.T(); t++) {
            long row = (long) t * shape.B();
            xh.take(sequence.x(), row, shape.B(), shape.I(), row * reads(), reads());
            xh.take(before.get(t), 0, shape.B(), shape.H(), row * reads() + shape.I(), reads());
            for (int k = 0; k < shares.size(); k++) {
                products.get(k).run(row * reads() + shares.get(k).from, row * width());
            }
            gates.forward(t, before.get(t));
        }
        sequence.last().h().copyFrom(sequence.y().slice((shape.T() - 1) * state, state));
        if (c != null) {
            sequence.last().cellState().copyFrom(c.slice(shape.T() * state, state));
        }
    }

    @Override
    public void backward() {
        Objects.requireNonNull(backward).run();
    }

    /** The way back, its memory and its products. */
    private final class Backward {
        final Floats dy;
        /** (B,H): through the product with Wh. */
        final Floats dhNext = Floats.zeros((long) shape.B() * shape.H());
        /** (B,H): past it, through the cell or the update gate. */
        final Floats pastNext = Floats.zeros((long) shape.B() * shape.H());

        final List<PackedWeights> packed;

        private final Floats dx;
        /** (B,I+H): the gradient of what one step read. */
        private final Floats dxh = Floats.zeros((long) shape.B() * reads());

        private final List<Factors> dSums;
        private final List<Product> products = new ArrayList<>();
        private final List<WeightGradient> ofWeights = new ArrayList<>();
        private final List<BiasGradient> ofBiases = new ArrayList<>();
        private final float[] units = new float[Math.max(shape.I(), shape.H())];

        Backward(SequenceGradients gradients) {
            int N = shape.T() * shape.B();
            int some = shape.steps() * shape.B();
            int G = width();
            dy = gradients.dy();
            dx = gradients.dx();
            dSums = shares.stream().map(share -> new Factors(share.sums, type)).toList();
            packed = shares.stream()
                    .map(share -> PackedWeights.ofTransposed(share.W, G, share.columns, type, shape.B()))
                    .toList();
            var into = gradients.weights();
            var matrices = shares.size() == 1 ? List.of(into.W()) : List.of(into.Wx(), into.Wh());
            var biases = shares.size() == 1 ? List.of(into.b()) : List.of(into.b(), into.secondBias());
            for (int k = 0; k < shares.size(); k++) {
                var share = shares.get(k);
                var dxhOfShare = new Product.Result(dxh, shape.B(), share.columns).strided(reads());
                products.add(Product.of(dSums.get(k), G, packed.get(k), dxhOfShare));
                var read = new WeightGradient.Matrix(xh, share.from, share.columns, reads());
                ofWeights.add(new WeightGradient(
                        1, read, new WeightGradient.Matrix(dSums.get(k), G), N, some, matrices.get(k)));
                ofBiases.add(new BiasGradient(1, share.sums, N, G, some, biases.get(k)));
            }
        }

        void run() {
            dhNext.clear();
            pastNext.clear();
            for (int t = shape.T() - 1; t >= 0; t--) {
                gates.backward(t, before.get(t));
                toInputs((long) t * shape.B());
            }
            ofWeights.forEach(gradient -> gradient.run(0));
            ofBiases.forEach(gradient -> gradient.run(0));
        }

        /** From the gradient of a step's sums to that of what it read. */
        private void toInputs(long row) {
            for (int k = 0; k < shares.size(); k++) {
                dSums.get(k).round(row * width(), (long) shape.B() * width());
                products.get(k).run(row * width(), shares.get(k).from);
            }
            for (int r = 0; r < shape.B(); r++) {
                long read = (long) r * reads();
                Blocks.load(dxh, read, shape.I(), units);
                Blocks.store(units, dx, (row + r) * shape.I(), shape.I());
                Blocks.load(dxh, read + shape.I(), shape.H(), units);
                Blocks.store(units, dhNext, (long) r * shape.H(), shape.H());
            }
        }
    }
}
