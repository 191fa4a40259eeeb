package dev.longhand.engine;

/** Asked before every step, on the training's own thread; {@link Trainer#save} may be called from here. */
@FunctionalInterface
public interface StopSignal {
    enum Answer {
        GO_ON,
        /** End now and keep what was learned. */
        FINISH,
        /** End now; what was learned is lost, unless it was saved. */
        ABANDON
    }

    Answer ask();
}
