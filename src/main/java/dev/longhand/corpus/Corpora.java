package dev.longhand.corpus;

import dev.longhand.storage.FileStore;
import dev.longhand.storage.StagedFile;
import dev.longhand.web.Conflict;
import dev.longhand.web.Ids;
import dev.longhand.web.NotFound;
import dev.longhand.web.Page;
import dev.longhand.web.TooLarge;
import dev.longhand.web.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The texts that users uploaded. */
@Service
public class Corpora {
    private static final Logger log = LoggerFactory.getLogger(Corpora.class);
    static final String AREA = "corpora";
    private static final int CHUNK = 64 * 1024;

    private final CorpusRepository repository;
    private final FileStore store;
    private final List<CorpusUse> uses;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final long maxBytes;

    Corpora(
            CorpusRepository repository,
            FileStore store,
            List<CorpusUse> uses,
            TransactionTemplate transaction,
            Clock clock,
            CorpusProperties properties) {
        this.repository = repository;
        this.store = store;
        this.uses = uses;
        this.transaction = transaction;
        this.clock = clock;
        this.maxBytes = properties.maxSize().toBytes();
    }

    /** Takes a text from a stream, which is neither held in memory nor closed. */
    public Corpus create(String name, InputStream text) {
        var id = Ids.next();
        try (var staged = store.stage()) {
            var report = copy(text, staged);
            staged.publish(AREA, id.toString());
            return describe(new CorpusEntity(id, name, report, clock.instant()));
        } catch (IOException e) {
            log.error("A text could not be stored", e);
            throw new Unavailable("The text could not be stored; nothing was kept.", Duration.ofMinutes(1));
        }
    }

    /** Names a stored text in the database; where that fails, the text goes again. */
    private Corpus describe(CorpusEntity corpus) {
        try {
            return repository.save(corpus).toCorpus();
        } catch (RuntimeException e) {
            store.delete(AREA, corpus.id().toString());
            throw e;
        }
    }

    private TextReport copy(InputStream text, StagedFile staged) throws IOException {
        var scan = new TextScan();
        var chunk = new byte[CHUNK];
        long bytes = 0;
        try (var out = staged.open()) {
            for (int n = read(text, chunk); n >= 0; n = read(text, chunk)) {
                bytes += n;
                if (bytes > maxBytes) {
                    throw new TooLarge("The text", CorpusProperties.MAX_SIZE, maxBytes);
                }
                scan.accept(chunk, n);
                out.write(chunk, 0, n);
            }
        }
        return scan.finish();
    }

    private static int read(InputStream text, byte[] chunk) {
        try {
            return text.read(chunk);
        } catch (IOException e) {
            throw new BrokenUpload();
        }
    }

    @Transactional(readOnly = true)
    public Corpus get(UUID id) {
        return find(id).toCorpus();
    }

    /** The same, and until the end of the caller's transaction nobody can delete it. */
    @Transactional
    public Corpus hold(UUID id) {
        return repository
                .findAndLock(id)
                .orElseThrow(() -> new NotFound("corpus", id))
                .toCorpus();
    }

    @Transactional(readOnly = true)
    public Page<Corpus> list(UUID after, int limit) {
        var rows = repository.findByIdLessThanOrderByIdDesc(after, Limit.of(limit + 1));
        return Page.of(rows, limit, CorpusEntity::id, CorpusEntity::toCorpus);
    }

    /** The text as training reads it: without byte order mark, with LF for CRLF. */
    public Reader read(UUID id) throws IOException {
        return CorpusFile.read(file(id));
    }

    /** Where the file of a corpus lies, as it was uploaded; {@link CorpusFile} reads it. */
    public Path file(UUID id) {
        return store.path(AREA, id.toString());
    }

    /** The file as it was uploaded. */
    Path content(UUID id) {
        return file(get(id).id());
    }

    public void delete(UUID id) {
        transaction.executeWithoutResult(status -> {
            var corpus = repository.findAndLock(id).orElseThrow(() -> new NotFound("corpus", id));
            uses.stream().flatMap(use -> use.userOf(id).stream()).findFirst().ifPresent(user -> {
                throw new Conflict("%s needs corpus %s.".formatted(user, id));
            });
            repository.delete(corpus);
        });
        store.delete(AREA, id.toString());
        store.delete(CorpusIndexes.AREA, id.toString());
    }

    private CorpusEntity find(UUID id) {
        return repository.findById(id).orElseThrow(() -> new NotFound("corpus", id));
    }
}
