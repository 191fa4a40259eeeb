package dev.longhand.training;

/**
 * The steps whose checkpoints a training that diverges falls back to. They are fixed by the length of the training, so that
 * what comes of it never depends on when a checkpoint happened to be written.
 *
 * @param every so many steps there is one
 */
record Anchors(long every) {
    /** Of a whole training: at most a twentieth of it is lost. */
    private static final int COUNT = 20;

    static Anchors of(long totalSteps) {
        return new Anchors(Math.max(1, Math.ceilDiv(totalSteps, COUNT)));
    }

    boolean isAt(long step) {
        return step > 0 && step % every == 0;
    }

    /** The last one before a step, that after so many steps among them; 0 for the beginning. */
    long upTo(long step) {
        return step - step % every;
    }
}
