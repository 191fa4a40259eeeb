package dev.longhand.corpus;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers outside of the Java heap, as many as a file has room for; the same bytes on every machine. */
record IntArray(MemorySegment memory) {
    private static final ValueLayout.OfInt NUMBER = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    static IntArray allocate(SegmentAllocator memory, int size) {
        return new IntArray(memory.allocate(NUMBER, size));
    }

    int size() {
        return (int) (memory.byteSize() / NUMBER.byteSize());
    }

    int get(int index) {
        return memory.getAtIndex(NUMBER, index);
    }

    void set(int index, int value) {
        memory.setAtIndex(NUMBER, index, value);
    }

    /** Sets [from, to) to -1. */
    void clear(int from, int to) {
        part(from, to).memory.fill((byte) -1);
    }

    /** The numbers [from, to), shared with this array. */
    IntArray part(int from, int to) {
        return new IntArray(memory.asSlice(from * NUMBER.byteSize(), (to - from) * NUMBER.byteSize()));
    }
}
