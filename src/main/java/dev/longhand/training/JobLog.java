package dev.longhand.training;

import java.util.UUID;
import org.slf4j.MDC;

/** Says in every line of the log which job a thread works for. */
final class JobLog {
    private JobLog() {}

    /** Until it is closed, by the same thread. */
    static MDC.MDCCloseable of(UUID jobId) {
        return MDC.putCloseable("jobId", jobId.toString());
    }
}
