package dev.longhand.training;

import java.io.IOException;
import org.springframework.stereotype.Component;

/** Starts workers with the memory that the settings give them. */
@Component
class Workers {
    private final WorkerCommand command;

    Workers(WorkerProperties worker, TrainingProperties training) {
        this.command = new WorkerCommand(worker.heap().toBytes(), training.memoryOfAJob());
    }

    /**
     * Starts one.
     *
     * @throws IOException when its order cannot be written or its process cannot be started
     */
    WorkerProcess start(WorkerOrder order) throws IOException {
        return WorkerProcess.start(order, command);
    }
}
