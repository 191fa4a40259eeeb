package dev.longhand.training;

import dev.longhand.engine.Tokens;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Token ids outside of the Java heap, as many as come. */
final class TokenBuffer {
    private static final long SMALLEST = 1024;

    private final Arena memory;
    private MemorySegment ids;
    private long size;

    /**
     * @param memory   where the ids live; what was too small for them stays there, too, until it is closed
     * @param expected ids that fit without growing
     */
    TokenBuffer(Arena memory, long expected) {
        this.memory = memory;
        this.ids = memory.allocate(ValueLayout.JAVA_INT, Math.max(SMALLEST, expected));
    }

    void add(int id) {
        if (size * Integer.BYTES == ids.byteSize()) {
            var larger = memory.allocate(ValueLayout.JAVA_INT, size + size / 2);
            ids = larger.copyFrom(ids);
        }
        ids.setAtIndex(ValueLayout.JAVA_INT, size++, id);
    }

    long size() {
        return size;
    }

    /** The ids so far; what is added later does not appear there. */
    Tokens tokens() {
        return new Tokens(ids.asSlice(0, Integer.BYTES * size));
    }
}
