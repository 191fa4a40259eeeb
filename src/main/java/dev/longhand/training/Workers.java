package dev.longhand.training;

import java.io.IOException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Starts workers with the memory that the settings give them. */
@Component
class Workers {
    private final WorkerStart how;

    @Autowired
    Workers(WorkerProperties worker, TrainingProperties training) {
        this(new WorkerCommand(worker.heap().toBytes(), training.memoryOfAJob()));
    }

    Workers(WorkerStart how) {
        this.how = how;
    }

    /**
     * Starts one.
     *
     * @throws IOException when its order cannot be written or its process cannot be started
     */
    WorkerProcess start(WorkerOrder order) throws IOException {
        return WorkerProcess.start(order, how);
    }
}
