package dev.longhand.engine.artifact;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * One tensor to be written.
 *
 * @param shape  sizes, outermost first
 * @param values float32 in the byte order of this machine, row-major; asked for whenever they are written, so that what must
 *               be made for that is there one tensor at a time
 */
public record Tensor(String name, long[] shape, Supplier<MemorySegment> values) {
    public Tensor(String name, long[] shape, float[] values) {
        this(name, shape, () -> MemorySegment.ofArray(values));
    }

    /** A vector; whoever owns the memory keeps it until it is written. */
    public Tensor(String name, MemorySegment values) {
        this(name, new long[] {values.byteSize() / Float.BYTES}, () -> values);
    }

    long byteSize() {
        long size = Float.BYTES;
        for (long dimension : shape) {
            size *= dimension;
        }
        return size;
    }
}
