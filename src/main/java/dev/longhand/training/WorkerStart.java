package dev.longhand.training;

import java.io.IOException;
import java.nio.file.Path;

/** How a worker comes to life. */
@FunctionalInterface
interface WorkerStart {
    /**
     * @param order the file of its {@link WorkerOrder}
     */
    Process start(Path order) throws IOException;
}
