package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingWorkerTest {
    private static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(40);
    private static final String REQUEST = """
        {"network": {"layers": 1, "hiddenSize": 16, "embeddingSize": 8}, "batchSize": 4, "sequenceLength": 16,
         "epochs": 3, "seed": 3}\
        """;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private List<WorkerMessage> run(WorkerOrder order) throws IOException, InterruptedException {
        var messages = new ArrayList<WorkerMessage>();
        try (var worker = WorkerProcess.start(order, WorkerOrders.COMMAND)) {
            while (worker.isAlive()) {
                var message = worker.next(LONG);
                if (message != null) {
                    messages.add(message);
                }
            }
            assertThat(worker.exitCode()).isZero();
        }
        return messages;
    }

    @Test
    void doesAnOrder() throws IOException, InterruptedException {
        var order = new WorkerOrders(directory, TEXT).order(REQUEST);
        var messages = run(order);
        assertThat(messages.getLast()).isInstanceOf(WorkerMessage.Finished.class);
        assertThat(order.artifact()).exists();
    }
}
