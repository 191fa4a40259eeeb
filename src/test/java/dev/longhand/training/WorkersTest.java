package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that waits for the next job. */
class WorkersTest {
    private static final String REQUEST = """
        {"seed": 7, "batchSize": 4, "sequenceLength": 16, "epochs": 1, "network": {"layers": 1, "hiddenSize": 8}}\
        """;

    private final List<Process> started = new ArrayList<>();
    private final Workers workers = new Workers(this::start, true);
    private WorkerOrder order;

    @BeforeEach
    void order(@TempDir Path directory) throws IOException {
        order = new WorkerOrders(directory, "one two three ".repeat(100)).first(REQUEST);
    }

    private Process start() throws IOException {
        started.add(new WorkerThread());
        return started.getLast();
    }

    @Test
    void theOneThatIsReadyTakesTheJob() throws IOException, InterruptedException {
        workers.prepare();
        workers.prepare();
        assertThat(started).hasSize(1);
        try (var worker = workers.start(order)) {
            assertThat(started).hasSize(1);
            assertThat(worker.pid()).isEqualTo(started.getFirst().pid());
            workers.prepare();
            assertThat(started).hasSize(2);
            assertThat(started.getFirst().waitFor()).isZero();
        }
        workers.destroy();
    }

    @Test
    void oneThatHasDiedMeanwhileIsReplaced() throws IOException, InterruptedException {
        workers.prepare();
        started.getFirst().destroyForcibly().waitFor();
        try (var worker = workers.start(order)) {
            assertThat(started).hasSize(2);
            assertThat(worker.pid()).isEqualTo(started.getLast().pid());
        }
    }

    @Test
    void noneIsLeftAndNoneIsMadeAfterTheEnd() throws InterruptedException {
        workers.prepare();
        workers.destroy();
        started.getFirst().waitFor();
        workers.prepare();
        assertThat(started).hasSize(1);
    }

    @Test
    void withoutASpareAJobStartsItsOwn() throws IOException {
        var spareless = new Workers(this::start, false);
        spareless.prepare();
        assertThat(started).isEmpty();
        try (var worker = spareless.start(order)) {
            assertThat(worker.pid()).isEqualTo(started.getFirst().pid());
        }
    }
}
