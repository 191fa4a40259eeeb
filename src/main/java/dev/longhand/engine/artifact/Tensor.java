package dev.longhand.engine.artifact;

import java.lang.foreign.MemorySegment;

/**
 * One tensor to be written.
 *
 * @param shape  sizes, outermost first
 * @param values float32 in the byte order of this machine, row-major; whoever owns the memory keeps it until it is written
 */
public record Tensor(String name, long[] shape, MemorySegment values) {
    public Tensor(String name, long[] shape, float[] values) {
        this(name, shape, MemorySegment.ofArray(values));
    }

    /** A vector. */
    public Tensor(String name, MemorySegment values) {
        this(name, new long[] {values.byteSize() / Float.BYTES}, values);
    }
}
