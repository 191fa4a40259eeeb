package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.corpus.Corpora;
import dev.longhand.corpus.Corpus;
import dev.longhand.web.Conflict;
import dev.longhand.web.NotFound;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs whose workers cannot be started, with what they had learned kept. */
@SpringBootTest(properties = "longhand.training.max-attempts=1")
@ActiveProfiles("test")
class FailedForNowTest {
    private static final String REQUEST = """
        {"corpusId": "%s", "batchSize": 2, "sequenceLength": 8, "epochs": 1, "network": {"layers": 1, "hiddenSize": 8}}\
        """;

    @TestConfiguration
    static class NoWorkers {
        @Bean
        @Primary
        Workers noWorkers() {
            return new Workers(
                    () -> {
                        throw new IOException("no process");
                    },
                    false);
        }
    }

    @Autowired
    private TrainingJobs jobs;

    @Autowired
    private Corpora corpora;

    @Autowired
    private TrainingJobRepository repository;

    @Autowired
    private CheckpointRepository checkpoints;

    @Autowired
    private TrainingReports reports;

    @Autowired
    private TransactionTemplate transaction;

    private Corpus corpus;
    private UUID job;

    @BeforeEach
    void aJobThatHasFailed() {
        var text = new ByteArrayInputStream("one two three ".repeat(50).getBytes(StandardCharsets.UTF_8));
        corpus = corpora.create("test", text);
        job = jobs.submit(Specs.JSON.readValue(REQUEST.formatted(corpus.id()), TrainingJobRequest.class))
                .id();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (jobs.get(job).status() != JobStatus.FAILED) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void itsTextIsNeededUntilItIsCancelled() {
        assertThat(jobs.get(job).error())
                .isNotNull()
                .extracting(JobFailure::code)
                .isEqualTo("worker_crashed");
        assertThatThrownBy(() -> corpora.delete(corpus.id())).isInstanceOf(Conflict.class);
        var cancelled = jobs.cancel(job);
        assertThat(cancelled.status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(cancelled.error()).isNull();
        corpora.delete(corpus.id());
        assertThatThrownBy(() -> corpora.get(corpus.id())).isInstanceOf(NotFound.class);
    }

    /** Checkpoints that were damaged are those of higher steps: the new ones must not be taken for old. */
    @Test
    void whatIsLearnedAfterAFallBackCounts() {
        report(checkpoint(80, true), checkpoint(95, false), checkpoint(98, false));
        report(new WorkerMessage.Started(60, 100, 10, null, List.of(), List.of()));
        report(checkpoint(65, false));
        assertThat(counted()).containsExactly(name(65));
        report(checkpoint(70, false), checkpoint(75, false), checkpoint(80, true));
        assertThat(counted()).containsExactly(name(80), name(75), name(70));
    }

    private void report(WorkerMessage... messages) {
        transaction.executeWithoutResult(status -> {
            var locked = repository.findAndLock(job).orElseThrow();
            var claim =
                    new Claim(job, "local", 1, 1, jobs.get(job).spec(), 2, corpus, Path.of("text"), null, List.of());
            for (var message : messages) {
                reports.write(locked, claim, message);
            }
        });
    }

    private static WorkerMessage.Checkpoint checkpoint(long step, boolean anchor) {
        return new WorkerMessage.Checkpoint(step, name(step), "0", 1, anchor);
    }

    private static String name(long step) {
        return "checkpoint." + step;
    }

    private List<String> counted() {
        return checkpoints.findByKeyJobIdOrderByStepDescFenceDesc(job).stream()
                .map(Checkpoint::file)
                .toList();
    }
}
