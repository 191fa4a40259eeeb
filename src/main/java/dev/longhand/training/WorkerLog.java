package dev.longhand.training;

/** A worker has no logger: what it writes to its standard error, the service writes to the log, line by line. */
final class WorkerLog {
    private WorkerLog() {}

    static void error(Throwable cause) {
        cause.printStackTrace(System.err);
    }
}
