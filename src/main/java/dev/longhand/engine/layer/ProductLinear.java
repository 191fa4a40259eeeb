package dev.longhand.engine.layer;

import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.onednn.BiasGradient;
import dev.longhand.engine.onednn.Factors;
import dev.longhand.engine.onednn.NumberType;
import dev.longhand.engine.onednn.PackedWeights;
import dev.longhand.engine.onednn.Product;
import dev.longhand.engine.onednn.WeightGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The linear layer of {@link ReferenceLinear} as matrix products by oneDNN; each thread has rows to itself. */
final class ProductLinear implements Linear {
    private final Crew crew;
    private final Shape shape;
    private final Factors y;
    private final PackedWeights packed;
    private final List<@Nullable Product> products = new ArrayList<>();
    private final @Nullable Backward backward;

    ProductLinear(Compute compute, Shape shape, Weights weights, Memory memory) {
        this.crew = compute.crew();
        this.shape = shape;
        y = new Factors(memory.y(), compute.products());
        int typical = Math.ceilDiv(shape.N(), crew.size());
        packed = PackedWeights.ofTransposed(
                weights.W(), shape.K(), shape.M(), compute.products(), typical, compute.copies());
        for (int part = 0; part < crew.size(); part++) {
            products.add(
                    rows(part) == 0 ? null : Product.of(y, shape.K(), packed, result(memory, weights, rows(part))));
        }
        backward = memory.gradients() == null
                ? null
                : new Backward(weights, memory.gradients(), compute.products(), typical);
    }

    private Product.Result result(Memory memory, Weights weights, int rows) {
        var result = new Product.Result(memory.z(), rows, shape.M());
        return weights.b() == null ? result : result.with(weights.b());
    }

    private int first(int part) {
        return crew.begin(shape.N(), part);
    }

    private int rows(int part) {
        return first(part + 1) - first(part);
    }

    @Override
    public void weightsChanged() {
        var packs = new ArrayList<Runnable>(List.of(packed::pack));
        if (backward != null) {
            packs.add(backward.packed::pack);
        }
        crew.all(packs);
    }

    @Override
    public void forward() {
        crew.each(part -> {
            var product = products.get(part);
            if (product != null) {
                y.round((long) first(part) * shape.K(), (long) rows(part) * shape.K());
                product.run((long) first(part) * shape.K(), (long) first(part) * shape.M());
            }
        });
    }

    @Override
    public void backward() {
        Objects.requireNonNull(backward).run();
    }

    private final class Backward {
        final Factors dz;
        final PackedWeights packed;
        final List<@Nullable Product> products = new ArrayList<>();
        final WeightGradient ofWeights;
        final @Nullable BiasGradient ofBias;

        Backward(Weights weights, Gradients gradients, NumberType type, int typical) {
            int K = shape.K(), M = shape.M();
            dz = new Factors(gradients.dz(), type);
            packed = PackedWeights.of(weights.W(), M, K, type, typical);
            for (int part = 0; part < crew.size(); part++) {
                products.add(
                        rows(part) == 0
                                ? null
                                : Product.of(dz, M, packed, new Product.Result(gradients.dy(), rows(part), K)));
            }
            ofWeights = new WeightGradient(
                    crew.size(),
                    new WeightGradient.Matrix(dz, M),
                    new WeightGradient.Matrix(y, K),
                    shape.N(),
                    shape.some(),
                    gradients.weights().W());
            var db = gradients.weights().b();
            ofBias = db == null ? null : new BiasGradient(crew.size(), gradients.dz(), shape.N(), M, shape.some(), db);
        }

        void run() {
            crew.each(part -> dz.round((long) first(part) * shape.M(), (long) rows(part) * shape.M()));
            crew.each(part -> {
                ofWeights.run(part);
                if (ofBias != null) {
                    ofBias.run(part);
                }
                var product = products.get(part);
                if (product != null) {
                    product.run((long) first(part) * shape.M(), (long) first(part) * shape.K());
                }
            });
        }
    }
}
