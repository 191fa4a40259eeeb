package dev.longhand.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Models in memory within a budget of bytes, the least recently used out first. Each is loaded once for all who ask at the same
 * time. The one that was used last stays, however large it is; one that goes while somebody still works with it lives until that
 * is done.
 */
final class ModelCache<M extends ModelCache.InMemory> {
    /** What takes memory, and may take more later. */
    interface InMemory {
        long bytes();

        /** Whom to tell when it takes more. */
        void whenGrown(Runnable listener);
    }

    private final long budget;
    /** The least recently used first. */
    private final SequencedMap<UUID, CompletableFuture<M>> models = new LinkedHashMap<>();

    ModelCache(long budget) {
        this.budget = budget;
    }

    /**
     * The model, loaded by this caller or by another one who came first.
     *
     * @throws RuntimeException what the loader throws, for all who waited; the next one tries again
     */
    M get(UUID id, Function<UUID, M> loader) {
        var loading = new CompletableFuture<M>();
        var model = use(id, loading);
        if (model == loading) {
            load(id, loading, loader);
        }
        try {
            return model.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private synchronized CompletableFuture<M> use(UUID id, CompletableFuture<M> loading) {
        var known = models.remove(id);
        var used = known == null ? loading : known;
        models.putLast(id, used);
        return used;
    }

    private void load(UUID id, CompletableFuture<M> loading, Function<UUID, M> loader) {
        try {
            var model = loader.apply(id);
            model.whenGrown(this::trim);
            loading.complete(model);
            trim();
        } catch (Throwable e) {
            // whatever it is, nobody may wait for ever
            synchronized (this) {
                models.remove(id, loading);
            }
            loading.completeExceptionally(e);
        }
    }

    private synchronized void trim() {
        long bytes = bytes();
        for (var id : new ArrayList<>(models.keySet())) {
            var model = models.get(id);
            if (bytes <= budget || id.equals(models.lastEntry().getKey())) {
                return;
            }
            if (model != null && model.isDone()) {
                models.remove(id);
                bytes -= bytes(model);
            }
        }
    }

    /** Memory that a model takes; nothing when it is not loaded. Asking is no use of it. */
    synchronized OptionalLong bytes(UUID id) {
        var model = models.get(id);
        return model == null || !model.isDone() || model.isCompletedExceptionally()
                ? OptionalLong.empty()
                : OptionalLong.of(bytes(model));
    }

    /** Memory that all of them take. */
    synchronized long bytes() {
        return models.values().stream().mapToLong(ModelCache::bytes).sum();
    }

    private static long bytes(CompletableFuture<? extends InMemory> model) {
        return model.isDone() && !model.isCompletedExceptionally()
                ? model.join().bytes()
                : 0;
    }

    /** Forgets a model. */
    synchronized void remove(UUID id) {
        models.remove(id);
    }
}
