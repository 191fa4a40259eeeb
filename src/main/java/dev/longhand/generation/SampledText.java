package dev.longhand.generation;

import java.util.random.RandomGenerator;

/** A text whose tokens are sampled one by one; it depends on its logits and its own random stream, and on nobody beside it. */
final class SampledText {
    private final Continuation continuation;
    private final Sampler sampler;
    private final RandomGenerator random;
    private final boolean measured;

    SampledText(Continuation continuation, Sampler sampler, RandomGenerator random, boolean measured) {
        this.continuation = continuation;
        this.sampler = sampler;
        this.random = random;
        this.measured = measured;
    }

    /**
     * Goes on by one token.
     *
     * @param logits what the model says of it, (V)
     * @return its id, for the model to read next
     */
    int advance(float[] logits) {
        int id = sampler.sample(logits, continuation.history(), random);
        continuation.add(id, measured ? Logits.logProbabilities(Logits.of(logits)) : Manner.NOT_MEASURED);
        return id;
    }

    boolean isFinished() {
        return continuation.isFinished();
    }

    Continuation continuation() {
        return continuation;
    }
}
