package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;

/** Loads the libraries of the engine before they are needed: unpacking aside, that takes about a second. */
public final class EngineStart {
    private EngineStart() {}

    /** Returns when the next network can be made at once; when it is loaded already, that is now. */
    public static void load() {
        Backend.best();
        Floats.zeros(1);
    }
}
