package dev.longhand.engine.onednn;

import dev.longhand.engine.array.Floats;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.dnnl.memory;

/** Numbers as matrix products read them: float32 where they are, or a copy of them rounded to bf16. */
public final class Factors {
    private static final int BLOCK = 2048;

    private final Floats values;
    private final Floats read;
    private final NumberType type;

    public Factors(Floats values, NumberType type) {
        this(values, type == NumberType.FLOAT32 ? values : Floats.zeros(Math.ceilDiv(values.length(), 2)), type);
    }

    private Factors(Floats values, Floats read, NumberType type) {
        this.values = values;
        this.read = read;
        this.type = type;
    }

    /** Numbers that somebody else has put into this type already. */
    static Factors packed(Floats memory, NumberType type) {
        return new Factors(memory, memory, type);
    }

    NumberType type() {
        return type;
    }

    /** Where a number stands that a product reads. */
    long address(long index) {
        return read.address() + type.bytes() * index;
    }

    /** Numbers that are copied here, and rounded, from elsewhere by {@link #take}. */
    public static Factors zeros(long length, NumberType type) {
        return packed(Floats.zeros(type == NumberType.FLOAT32 ? length : Math.ceilDiv(length, 2)), type);
    }

    /** Copies rows of this width, one behind the other there, into rows that are {@code stride} long here. */
    public void take(Floats from, long firstRow, int rows, int width, long to, int stride) {
        if (type == NumberType.FLOAT32) {
            for (int r = 0; r < rows; r++) {
                MemorySegment.copy(
                        from.memory(),
                        Float.BYTES * (firstRow + r) * width,
                        read.memory(),
                        Float.BYTES * (to + (long) r * stride),
                        (long) Float.BYTES * width);
            }
            return;
        }
        var rounding = new Rounding();
        for (int r = 0; r < rows; r++) {
            rounding.copy(from, (firstRow + r) * width, width, to + (long) r * stride);
        }
    }

    /** Must be called for what has changed, before a product reads it. */
    public void round(long from, long length) {
        if (type == NumberType.FLOAT32) {
            return;
        }
        new Rounding().copy(values, from, length, from);
    }

    /** To the nearest, ties to even, a block at a time. */
    private final class Rounding {
        private final int[] bits = new int[BLOCK];
        private final short[] halves = new short[BLOCK];

        void copy(Floats source, long from, long length, long to) {
            for (long done = 0; done < length; done += BLOCK) {
                int n = (int) Math.min(BLOCK, length - done);
                MemorySegment.copy(source.memory(), ValueLayout.JAVA_INT, Float.BYTES * (from + done), bits, 0, n);
                round(bits, halves, n);
                MemorySegment.copy(halves, 0, read.memory(), ValueLayout.JAVA_SHORT, Short.BYTES * (to + done), n);
            }
        }
    }

    private static void round(int[] bits, short[] halves, int n) {
        for (int i = 0; i < n; i++) {
            halves[i] = (short) ((bits[i] + 0x7fff + ((bits[i] >>> 16) & 1)) >>> 16);
        }
    }

    memory.desc plain(long rows, long columns, long rowStride) {
        return new memory.desc(new long[] {rows, columns}, type.oneDnn(), new long[] {rowStride, 1});
    }

    memory.desc transposed(long rows, long columns, long rowStride) {
        return new memory.desc(new long[] {columns, rows}, type.oneDnn(), new long[] {1, rowStride});
    }
}
