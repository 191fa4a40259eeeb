package dev.longhand.models;

import dev.longhand.engine.Predictor;
import dev.longhand.engine.Predictors;
import dev.longhand.engine.Weights;
import dev.longhand.text.Tokenizer;
import java.util.UUID;

/** A model in memory. Immutable but for its predictors, which only one thread may use at a time. */
public final class LoadedModel implements ModelCache.InMemory {
    private final UUID id;
    private final Tokenizer tokenizer;
    private final Weights weights;
    private final Predictors predictors;
    private volatile Runnable growth = () -> {};

    LoadedModel(UUID id, Weights weights, Tokenizer tokenizer) {
        this.id = id;
        this.weights = weights;
        this.tokenizer = tokenizer;
        this.predictors = new Predictors(weights, () -> growth.run());
    }

    public UUID id() {
        return id;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** For those who look inside; they only read. */
    public Weights weights() {
        return weights;
    }

    public int vocabularySize() {
        return predictors.vocabularySize();
    }

    /** A predictor with room for so many rows, the same one every time; its rows hold what was left there. */
    public Predictor predictor(int rows) {
        return predictors.withRoomFor(rows);
    }

    /** Forgets the predictors: one that has failed may be in any state. */
    public void discardPredictors() {
        predictors.discard();
    }

    /** Memory that it takes: its weights, packed copies of them, and its predictors. */
    @Override
    public long bytes() {
        return predictors.bytes();
    }

    @Override
    public void whenGrown(Runnable listener) {
        growth = listener;
    }
}
