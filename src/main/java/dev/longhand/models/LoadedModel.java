package dev.longhand.models;

import dev.longhand.engine.Predictor;
import dev.longhand.engine.Weights;
import dev.longhand.text.Tokenizer;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A model in memory. Immutable but for the predictors that it keeps for the next request. */
public final class LoadedModel {
    private final UUID id;
    private final Weights weights;
    private final Tokenizer tokenizer;
    /** Idle predictors by their rows: making one packs the weights anew. */
    private final ConcurrentHashMap<Integer, Queue<Predictor>> idle = new ConcurrentHashMap<>();

    LoadedModel(UUID id, Weights weights, Tokenizer tokenizer) {
        this.id = id;
        this.weights = weights;
        this.tokenizer = tokenizer;
    }

    public UUID id() {
        return id;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    long bytes() {
        return weights.bytes();
    }

    /** Lends a predictor that has forgotten everything; nobody else has it meanwhile. */
    public <T> T withPredictor(int rows, Function<Predictor, T> work) {
        var queue = idle.computeIfAbsent(rows, r -> new ConcurrentLinkedQueue<>());
        var kept = queue.poll();
        var predictor = kept == null ? new Predictor(weights, rows) : kept;
        predictor.reset();
        var result = work.apply(predictor);
        // not given back when the work fails: nobody knows what state it is in
        queue.add(predictor);
        return result;
    }
}
