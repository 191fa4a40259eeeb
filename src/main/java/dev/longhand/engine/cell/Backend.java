package dev.longhand.engine.cell;

import dev.longhand.engine.onednn.OneDnn;

/** What computes: plain ND4J, which is the specification, or oneDNN, which is fast. Both give the same up to rounding. */
public enum Backend {
    REFERENCE,
    ONEDNN;

    /** The fastest one that this platform has. */
    public static Backend best() {
        return OneDnn.isAvailable() ? ONEDNN : REFERENCE;
    }

    /** What a thread must do before it computes. */
    public void prepareThread() {
        if (this == ONEDNN) {
            OneDnn.useOneThread();
        }
    }
}
