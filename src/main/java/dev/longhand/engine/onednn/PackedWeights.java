package dev.longhand.engine.onednn;

import dev.longhand.engine.array.Floats;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.jspecify.annotations.Nullable;

/** Weights (K,N) in the layout and number type that products read fastest; several threads may read them. */
public final class PackedWeights {
    private final int rows;
    private final Factors packed;
    private final memory.desc layout;
    /** Null where the packed weights are shared, and never change. */
    private final @Nullable Primitive packing;

    private PackedWeights(
            Floats plain,
            memory.desc from,
            int rows,
            int columns,
            NumberType type,
            int typicalRows,
            @Nullable PackedCopies copies) {
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
        var memory = copies == null ? Primitive.allocate(layout) : copies.of(from, plain, layout);
        packed = Factors.packed(memory, type);
        packing = copies == null ? Primitive.reorder(from, plain, layout, memory) : null;
    }

    /**
     * Of a row-major matrix (K,N).
     *
     * @param typicalRows of the matrices that they will be multiplied with
     */
    public static PackedWeights of(Floats plain, int K, int N, NumberType type, int typicalRows) {
        return of(plain, K, N, type, typicalRows, null);
    }

    /**
     * The same.
     *
     * @param copies where they are looked for, and put, if the weights never change
     */
    public static PackedWeights of(
            Floats plain, int K, int N, NumberType type, int typicalRows, @Nullable PackedCopies copies) {
        return new PackedWeights(plain, OneDnn.floats(memory.format_tag.ab, K, N), K, N, type, typicalRows, copies);
    }

    /** Of the transpose of a row-major matrix (N,K). */
    public static PackedWeights ofTransposed(Floats plain, int K, int N, NumberType type, int typicalRows) {
        return ofTransposed(plain, K, N, type, typicalRows, null);
    }

    /**
     * The same.
     *
     * @param copies where they are looked for, and put, if the weights never change
     */
    public static PackedWeights ofTransposed(
            Floats plain, int K, int N, NumberType type, int typicalRows, @Nullable PackedCopies copies) {
        return new PackedWeights(plain, OneDnn.floats(memory.format_tag.ba, K, N), K, N, type, typicalRows, copies);
    }

    /** Must be called after every change of the plain weights. */
    public void pack() {
        if (packing != null) {
            packing.run();
        }
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
