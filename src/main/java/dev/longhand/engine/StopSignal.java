package dev.longhand.engine;

/** Asked before every step. */
@FunctionalInterface
public interface StopSignal {
    enum Answer {
        GO_ON,
        /** End now and keep what was learned. */
        FINISH,
        /** End now and keep nothing. */
        ABANDON
    }

    Answer ask();
}
