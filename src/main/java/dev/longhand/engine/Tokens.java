package dev.longhand.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Token ids of a text of any length, outside of the Java heap or in a mapped file; a {@link #slice} shares memory. */
public final class Tokens {
    private final MemorySegment memory;

    /**
     * @param memory ids as 32-bit integers in the byte order of this machine
     */
    public Tokens(MemorySegment memory) {
        this.memory = memory;
    }

    public static Tokens of(int... ids) {
        return new Tokens(MemorySegment.ofArray(ids));
    }

    public long size() {
        return memory.byteSize() / Integer.BYTES;
    }

    public int get(long index) {
        return memory.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index);
    }

    /** Tokens {@code [from, to)}. */
    public Tokens slice(long from, long to) {
        return new Tokens(memory.asSlice(Integer.BYTES * from, Integer.BYTES * (to - from)));
    }
}
