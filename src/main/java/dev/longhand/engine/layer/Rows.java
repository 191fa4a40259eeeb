package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;

/**
 * The order of the N = T·B rows of a pass: thread by thread, in each of them time by time, and there row by row of the batch,
 * so that what a thread works on lies together.
 */
record Rows(int T, int B, int parts) {
    static Rows of(int T, int B, Crew crew) {
        return new Rows(T, B, crew.size());
    }

    int N() {
        return T * B;
    }

    /** The first row of the batch that a thread has. */
    int first(int part) {
        return Crew.begin(B, part, parts);
    }

    /** Rows of the batch that a thread has. */
    int of(int part) {
        return first(part + 1) - first(part);
    }

    /** A thread's part of (N,width). */
    Floats slice(Floats floats, int part, int width) {
        return floats.slice((long) T * first(part) * width, (long) T * of(part) * width);
    }

    /** Ids that come time by time, {@code [t·B, (t+1)·B)}, in this order. */
    void arrange(int[] ids, int[] arranged) {
        int to = 0;
        for (int part = 0; part < parts; part++) {
            for (int t = 0; t < T; t++) {
                System.arraycopy(ids, t * B + first(part), arranged, to, of(part));
                to += of(part);
            }
        }
    }
}
