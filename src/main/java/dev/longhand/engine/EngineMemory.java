package dev.longhand.engine;

import org.bytedeco.javacpp.Pointer;

/** What the engine holds outside of the Java heap. */
public final class EngineMemory {
    private EngineMemory() {}

    /** Bytes of all arrays of this process; the engine must have been {@linkplain EngineStart#load loaded}. */
    public static long bytes() {
        return Pointer.totalBytes();
    }
}
