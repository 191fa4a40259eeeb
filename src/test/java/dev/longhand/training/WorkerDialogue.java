package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A real worker and what it has said so far. */
final class WorkerDialogue implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WorkerProcess worker;
    private final List<WorkerMessage> heard = new ArrayList<>();

    WorkerDialogue(WorkerOrder order) throws IOException {
        worker = WorkerProcess.start(order, WorkerOrders.COMMAND);
    }

    /** All that it says until it ends by itself. */
    static List<WorkerMessage> whole(WorkerOrder order) throws IOException, InterruptedException {
        try (var dialogue = new WorkerDialogue(order)) {
            return dialogue.toTheEnd();
        }
    }

    List<WorkerMessage> toTheEnd() throws InterruptedException {
        listen(message -> false);
        assertThat(worker.exitCode()).isZero();
        return heard;
    }

    /** Listens until it has said such a thing. */
    void until(Predicate<WorkerMessage> expected) throws InterruptedException {
        assertThat(listen(expected)).as("has said it: %s", heard).isTrue();
    }

    private boolean listen(Predicate<WorkerMessage> expected) throws InterruptedException {
        while (worker.isAlive()) {
            var message = worker.next(PATIENCE);
            if (message == null) {
                assertThat(worker.isAlive()).as("silent after %s", heard).isFalse();
            } else {
                heard.add(message);
                if (expected.test(message)) {
                    return true;
                }
            }
        }
        return false;
    }

    WorkerProcess worker() {
        return worker;
    }

    static <T extends WorkerMessage> List<T> all(List<WorkerMessage> messages, Class<T> kind) {
        return messages.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static <T extends WorkerMessage> T only(List<WorkerMessage> messages, Class<T> kind) {
        var all = all(messages, kind);
        assertThat(all).as("of %s", messages).hasSize(1);
        return all.getFirst();
    }

    @Override
    public void close() {
        worker.close();
    }
}
