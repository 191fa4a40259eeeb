package dev.longhand.training;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts workers with the memory that the settings give them. A Java process takes seconds until its libraries are loaded, so one
 * is kept that has done that and waits for an order.
 */
@Component
class Workers implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final WorkerStart how;
    private boolean spare;
    private @Nullable Process waiting;

    @Autowired
    Workers(WorkerProperties worker, TrainingProperties training) {
        this(new WorkerCommand(worker.heap().toBytes(), training.memoryOfAJob()), worker.spare());
    }

    /**
     * @param spare whether one is kept ready
     */
    Workers(WorkerStart how, boolean spare) {
        this.how = how;
        this.spare = spare;
    }

    /**
     * Starts one, at once where one is ready.
     *
     * @throws IOException when its order cannot be written or its process cannot be started
     */
    WorkerProcess start(WorkerOrder order) throws IOException {
        return WorkerProcess.start(order, this::next);
    }

    private synchronized Process next() throws IOException {
        var ready = waiting;
        waiting = null;
        return ready != null && ready.isAlive() ? ready : how.start();
    }

    /** Makes one ready, when this service has started and again when a worker has: not while one still loads its libraries. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void prepare() {
        if (spare && (waiting == null || !waiting.isAlive())) {
            try {
                waiting = how.start();
            } catch (IOException e) {
                log.warn("No worker could be made ready; the next job starts its own", e);
            }
        }
    }

    /** It would end with this service by itself; a service that ends sees to it. */
    @Override
    public synchronized void destroy() {
        spare = false;
        if (waiting != null) {
            waiting.destroyForcibly();
            waiting = null;
        }
    }
}
