package dev.longhand.corpus;

import dev.longhand.storage.FileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
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
     * @throws NoIndex when there is no such corpus, when it is too large, or when the index cannot be stored
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
            log.error("The index of corpus {} cannot be read", id, e);
            throw new NoIndex("The index of corpus %s cannot be read.".formatted(id));
        }
    }

    private Path file(UUID id) {
        return store.path(AREA, id.toString());
    }

    private void awaitBuilt(UUID id) {
        try {
            building.computeIfAbsent(id, this::begin).join();
        } catch (CompletionException e) {
            log.error("The index of corpus {} could not be built", id, e);
            throw new NoIndex("The index of corpus %s could not be built.".formatted(id));
        }
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
