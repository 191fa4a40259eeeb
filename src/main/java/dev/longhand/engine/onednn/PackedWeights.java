package dev.longhand.engine.onednn;

import dev.longhand.engine.array.Floats;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;

/** Weights (K,N) in the layout and number type that products read fastest; several threads may read them. */
public final class PackedWeights {
    private final int rows;
    private final Factors packed;
    private final memory.desc layout;
    private final Primitive packing;

    private PackedWeights(Floats plain, memory.desc from, int rows, int columns, NumberType type, int typicalRows) {
        this.rows = rows;
        var any = memory.format_tag.any;
        layout = new matmul.primitive_desc(
                        OneDnn.engine(),
                        new memory.desc(new long[] {typicalRows, rows}, type.oneDnn(), memory.format_tag.ab),
                        new memory.desc(new long[] {rows, columns}, type.oneDnn(), any),
                        OneDnn.floats(memory.format_tag.ab, typicalRows, columns),
                        OneDnn.ownScratch(),
                        false)
                .weights_desc();
        var memory = Primitive.allocate(layout);
        packed = Factors.packed(memory, type);
        packing = Primitive.reorder(from, plain, layout, memory);
    }

    /**
     * Of a row-major matrix (K,N).
     *
     * @param typicalRows of the matrices that they will be multiplied with
     */
    public static PackedWeights of(Floats plain, int K, int N, NumberType type, int typicalRows) {
        return new PackedWeights(plain, OneDnn.floats(memory.format_tag.ab, K, N), K, N, type, typicalRows);
    }

    /** Of the transpose of a row-major matrix (N,K). */
    public static PackedWeights ofTransposed(Floats plain, int K, int N, NumberType type, int typicalRows) {
        return new PackedWeights(plain, OneDnn.floats(memory.format_tag.ba, K, N), K, N, type, typicalRows);
    }

    /** Must be called after every change of the plain weights. */
    public void pack() {
        packing.run();
    }

    int rows() {
        return rows;
    }

    Factors factors() {
        return packed;
    }

    memory.desc layout() {
        return layout;
    }
}
