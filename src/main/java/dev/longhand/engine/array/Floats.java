package dev.longhand.engine.array;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A vector of float32 in an ND4J array, and the same memory as Java loops and native libraries see it. It begins on a
 * 64-byte border; a {@linkplain #slice slice} shares memory with its origin.
 */
public final class Floats {
    /** Floats in a cache line: vectors begin on its border, so that results never depend on where memory came from. */
    public static final int ALIGNMENT = 16;

    private final INDArray array;
    private final MemorySegment memory;

    private Floats(INDArray array) {
        this.array = array;
        this.memory = MemorySegment.ofAddress(address(array)).reinterpret(Float.BYTES * array.length());
    }

    /** Where the first element lies; the address of a view's buffer is that of its origin. */
    private static long address(INDArray array) {
        return array.data().address() + Float.BYTES * array.data().offset();
    }

    /** A vector of zeros. */
    public static Floats zeros(long length) {
        var roomy = Nd4j.create(DataType.FLOAT, length + ALIGNMENT);
        long misaligned = address(roomy) / Float.BYTES % ALIGNMENT;
        long skip = misaligned == 0 ? 0 : ALIGNMENT - misaligned;
        var floats = new Floats(roomy.get(NDArrayIndex.interval(skip, skip + length)));
        LargePages.askFor(floats.memory);
        return floats;
    }

    public static Floats of(float... values) {
        var floats = zeros(values.length);
        floats.set(0, values);
        return floats;
    }

    /** The next length that lets a following vector begin aligned. */
    public static long aligned(long length) {
        return Math.ceilDiv(length, ALIGNMENT) * (long) ALIGNMENT;
    }

    public long length() {
        return array.length();
    }

    /** Elements {@code [from, from + length)}, in the same memory. */
    public Floats slice(long from, long length) {
        return new Floats(array.get(NDArrayIndex.interval(from, from + length)));
    }

    /** The same memory as an ND4J array of this shape, row-major. */
    public INDArray as(long... shape) {
        return array.reshape('c', shape);
    }

    /** The same memory for Java loops; alive as long as this object is. */
    public MemorySegment memory() {
        return memory;
    }

    public long address() {
        return memory.address();
    }

    public float get(long index) {
        return memory.getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    public void set(long index, float value) {
        memory.setAtIndex(ValueLayout.JAVA_FLOAT, index, value);
    }

    public void set(long from, float[] values) {
        MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_FLOAT, Float.BYTES * from, values.length);
    }

    public float[] toArray() {
        return memory.toArray(ValueLayout.JAVA_FLOAT);
    }

    public void copyFrom(Floats other) {
        memory.copyFrom(other.memory);
    }

    public void clear() {
        memory.fill((byte) 0);
    }
}
