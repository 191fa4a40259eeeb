package dev.longhand.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.storage.FileOwner;
import dev.longhand.storage.FileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(properties = "longhand.corpora.max-indexed=2KB")
@ActiveProfiles("test")
class CorpusIndexesTest {
    private static final String TEXT = "\uFEFFthe quick brown fox\r\njumps over the lazy dog\r\n";

    @Autowired
    private Corpora corpora;

    @Autowired
    private CorpusRepository repository;

    @Autowired
    private FileStore store;

    @Autowired
    private CorpusProperties properties;

    @Autowired
    private List<FileOwner> owners;

    /** How many times a build was asked for, and what they wait for. */
    private final AtomicInteger builds = new AtomicInteger();

    private final CountDownLatch gate = new CountDownLatch(1);
    private final ThreadPoolExecutor builder =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
                @Override
                public void execute(Runnable build) {
                    builds.incrementAndGet();
                    super.execute(() -> {
                        await(gate);
                        build.run();
                    });
                }
            };

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void endBuilder() {
        gate.countDown();
        builder.shutdown();
    }

    /** A service that has just started. */
    private CorpusIndexes indexes() {
        return new CorpusIndexes(repository, store, properties, builder);
    }

    private Corpus corpus(String text) {
        return corpora.create("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path file(Corpus corpus) {
        return store.path(CorpusIndexes.AREA, corpus.id().toString());
    }

    private static Overlap longest(CorpusIndexes indexes, Corpus corpus, String text) {
        try (var index = indexes.open(corpus.sha256())) {
            return index.longestOverlap(text);
        }
    }

    @Test
    void builtOnceForAllWhoAskAndKeptOverARestart() {
        var corpus = corpus("once " + TEXT);
        var indexes = indexes();
        var asked = new CountDownLatch(8);
        var all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            asked.countDown();
                            return longest(indexes, corpus, "a brown fox\njumps high");
                        },
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        await(asked);
        while (builds.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(file(corpus)).doesNotExist();
        gate.countDown();
        for (var one : all) {
            assertThat(one.join().text()).isEqualTo(" brown fox\njumps ");
        }
        assertThat(builds).hasValue(1);
        assertThat(longest(indexes, corpus, "lazy").position()).isEqualTo(41);
        assertThat(longest(indexes(), corpus, "lazy").position()).isEqualTo(41);
        assertThat(builds).hasValue(1);
    }

    @Test
    void goesWithItsCorpusAndSearchesOfItGoOn() {
        gate.countDown();
        var corpus = corpus("gone soon");
        var indexes = indexes();
        try (var index = indexes.open(corpus.sha256())) {
            assertThat(file(corpus)).exists();
            corpora.delete(corpus.id());
            assertThat(file(corpus)).doesNotExist();
            assertThat(index.longestOverlap("too soon").text()).isEqualTo(" soon");
        }
        assertThatThrownBy(() -> indexes.open(corpus.sha256()))
                .isInstanceOf(NoIndex.class)
                .hasMessageContaining(corpus.sha256());
    }

    @Test
    void aTextThatWasUploadedTwiceIsSearchedWhileOneIsThere() {
        gate.countDown();
        var first = corpus("twice and twice");
        var second = corpus("twice and twice");
        assertThat(longest(indexes(), first, "and").length()).isEqualTo(3);
        corpora.delete(first.id());
        assertThat(longest(indexes(), second, "and").length()).isEqualTo(3);
    }

    @Test
    void anIndexOfACorpusThatIsDeletedMeanwhileGoes() throws Exception {
        var corpus = corpus("deleted while it is read");
        var indexes = indexes();
        var waiting = CompletableFuture.supplyAsync(() -> longest(indexes, corpus, "read"));
        while (builds.get() == 0) {
            Thread.onSpinWait();
        }
        // its text is still there, so the index is built, and must go again
        repository.deleteById(corpus.id());
        gate.countDown();
        assertThat(waiting.handle((overlap, problem) -> problem).get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(NoIndex.class);
        assertThat(file(corpus)).doesNotExist();
        assertThat(store.staging()).isEmptyDirectory();
    }

    @Test
    void refusesATextThatIsTooLargeAndNamesTheLimit() {
        var corpus = corpus("a".repeat(2049));
        assertThatThrownBy(() -> indexes().open(corpus.sha256()))
                .isInstanceOf(NoIndex.class)
                .hasMessageContaining("2,049")
                .hasMessageContaining("longhand.corpora.max-indexed");
    }

    @Test
    void buildsABrokenIndexAnew() throws IOException {
        gate.countDown();
        var corpus = corpus("broken " + TEXT);
        assertThat(longest(indexes(), corpus, "broken").length()).isEqualTo(6);
        Files.writeString(file(corpus), "no index");
        assertThat(longest(indexes(), corpus, "broken").length()).isEqualTo(6);
    }

    @Test
    void sweepsKnowWhoseItIs() {
        var corpus = corpus("known");
        assertThat(owners)
                .filteredOn(owner -> owner.area().equals(CorpusIndexes.AREA))
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.needs(corpus.id().toString())).isTrue();
                    assertThat(owner.needs(new UUID(0, 1).toString())).isFalse();
                });
    }
}
