package dev.longhand.training;

import java.io.IOException;

/** How a worker comes to life; it waits then for the name of its order's file. */
@FunctionalInterface
interface WorkerStart {
    Process start() throws IOException;
}
