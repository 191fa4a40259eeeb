package dev.longhand.corpus;

import dev.longhand.storage.FileStore;
import dev.longhand.web.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Corpora that can be searched for pieces of other texts. An index is built when it is asked for the first time, once for all who
 * wait, one at a time; then it lies in storage under the id of its corpus, five times as large, until the corpus is deleted.
 */
public class CorpusIndexes implements DisposableBean {
    static final String AREA = "corpus-indexes";
    private static final Logger log = LoggerFactory.getLogger(CorpusIndexes.class);

    /** How long a request waits; the index is built on. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CorpusRepository repository;
    private final FileStore store;
    private final long maxBytes;
    /** One platform thread: sorting keeps a processor busy for seconds, and needs its share of memory. */
    private final ExecutorService builder;

    private final ConcurrentHashMap<UUID, CompletableFuture<Void>> building = new ConcurrentHashMap<>();

    CorpusIndexes(CorpusRepository repository, FileStore store, CorpusProperties properties, ExecutorService builder) {
        this.repository = repository;
        this.store = store;
        this.maxBytes = properties.maxIndexed().toBytes();
        this.builder = builder;
    }

    /**
     * The index of a text that somebody uploaded; the caller closes it. Waits where it has to be built.
     *
     * @param sha256 of the upload, as the lineage of a model has it
     * @throws NoIndex     when there is no such corpus, or it is too large
     * @throws Unavailable when the index takes longer to build than a request should wait, or cannot be stored
     */
    public CorpusIndex open(String sha256) {
        var corpus = repository
                .findFirstBySha256OrderById(sha256)
                .orElseThrow(() -> new NoIndex("No corpus here has the SHA-256 %s.".formatted(sha256)))
                .toCorpus();
        if (corpus.bytes() > maxBytes) {
            throw new NoIndex("The corpus has %,d bytes; up to %,d are searched (%s)."
                    .formatted(corpus.bytes(), maxBytes, CorpusProperties.MAX_INDEXED));
        }
        return open(corpus.id());
    }

    private CorpusIndex open(UUID id) {
        if (!Files.exists(file(id))) {
            awaitBuilt(id);
        }
        try {
            return new CorpusIndex(IndexFile.open(file(id)));
        } catch (IOException e) {
            log.warn("The index of corpus {} cannot be read; it is built anew", id, e);
            store.delete(AREA, id.toString());
            awaitBuilt(id);
        }
        try {
            return new CorpusIndex(IndexFile.open(file(id)));
        } catch (IOException e) {
            throw failed(id, e);
        }
    }

    private Path file(UUID id) {
        return store.path(AREA, id.toString());
    }

    private void awaitBuilt(UUID id) {
        try {
            building.computeIfAbsent(id, this::begin).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Unavailable("The index of corpus %s is being built.".formatted(id), PATIENCE);
        } catch (ExecutionException | RejectedExecutionException e) {
            throw failed(id, e);
        } catch (InterruptedException e) {
            throw new Unavailable("The service stops.", PATIENCE);
        }
    }

    private RuntimeException failed(UUID id, Exception cause) {
        if (!repository.existsById(id)) {
            return new NoIndex("The corpus %s has been deleted.".formatted(id));
        }
        log.error("There is no index of corpus {}", id, cause);
        return new Unavailable("There is no index of corpus %s now.".formatted(id), PATIENCE);
    }

    private CompletableFuture<Void> begin(UUID id) {
        return CompletableFuture.runAsync(() -> build(id), builder);
    }

    private void build(UUID id) {
        try {
            if (!Files.exists(file(id))) {
                write(id);
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        } finally {
            building.remove(id);
        }
    }

    private void write(UUID id) throws IOException {
        try (var staged = store.stage()) {
            IndexFile.write(store.path(Corpora.AREA, id.toString()), staged.path());
            IndexFile.open(staged.path()).close();
            staged.publish(AREA, id.toString());
        }
        if (!repository.existsById(id)) {
            store.delete(AREA, id.toString()); // deleted meanwhile
        }
    }

    @Override
    public void destroy() {
        builder.shutdown();
    }
}
