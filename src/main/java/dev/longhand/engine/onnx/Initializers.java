package dev.longhand.engine.onnx;

import dev.longhand.engine.artifact.TensorFile;
import dev.longhand.engine.layer.NetworkShape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a network under the names by which {@link StepGraph} knows them: views of its safetensors file, where every
 * matrix of a layer has the orientation that ONNX wants, and only gates change places.
 *
 * <pre>
 *   per layer W (1,G·H,I) · R (1,G·H,H) · B (1,2·G·H), first the biases of the products with W
 * </pre>
 */
final class Initializers {
    private final NetworkShape shape;
    private final TensorFile file;
    private final int[] gates;

    private Initializers(NetworkShape shape, TensorFile file) {
        this.shape = shape;
        this.file = file;
        this.gates = new Recurrence(shape.cell()).gates();
    }

    /** @throws dev.longhand.engine.artifact.BadTensorFile when the file is not of such a network */
    static List<Initializer> of(NetworkShape shape, TensorFile file) {
        return new Initializers(shape, file).all();
    }

    private List<Initializer> all() {
        var all = new ArrayList<Initializer>();
        all.add(matrix(StepGraph.EMBEDDING, shape.V(), shape.E()));
        for (int l = 0; l < shape.L(); l++) {
            all.add(matrix(l, "W", "ih", l == 0 ? shape.E() : shape.H()));
            all.add(matrix(l, "R", "hh", shape.H()));
            all.add(biases(l));
        }
        if (shape.hasProjection()) {
            all.add(matrix(StepGraph.PROJECTION, shape.E(), shape.H()));
        }
        if (!shape.tied()) {
            all.add(matrix(StepGraph.DECODER, shape.V(), shape.H()));
        }
        all.add(new Initializer(StepGraph.BIAS, new long[] {shape.V()}, file.bytes(StepGraph.BIAS, shape.V())));
        return all;
    }

    private Initializer matrix(String name, long rows, long columns) {
        return new Initializer(name, new long[] {rows, columns}, file.bytes(name, rows, columns));
    }

    private Initializer matrix(int layer, String name, String which, long columns) {
        var values = file.bytes("%s.weight_%s_l%d".formatted(shape.cell().family(), which, layer), sums(), columns);
        return new Initializer(StepGraph.weight(name, layer), new long[] {1, sums(), columns}, reordered(values));
    }

    private Initializer biases(int layer) {
        var values = new ArrayList<MemorySegment>();
        for (var which : List.of("ih", "hh")) {
            values.addAll(
                    reordered(file.bytes("%s.bias_%s_l%d".formatted(shape.cell().family(), which, layer), sums())));
        }
        return new Initializer(StepGraph.weight("B", layer), new long[] {1, 2 * sums()}, values);
    }

    /** G·H */
    private long sums() {
        return (long) shape.cell().gates() * shape.H();
    }

    private List<MemorySegment> reordered(MemorySegment values) {
        long gate = values.byteSize() / gates.length;
        var pieces = new ArrayList<MemorySegment>();
        for (int from : gates) {
            pieces.add(values.asSlice(from * gate, gate));
        }
        return pieces;
    }
}
