package dev.longhand.training;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What connects a run with the service.
 *
 * @param work counts what was done, so that the service sees that it goes on
 */
record WorkerLink(WorkerMessages messages, WorkerInstructions instructions, AtomicLong work) {
    void send(WorkerMessage message) {
        messages.send(message);
    }

    void worked() {
        work.incrementAndGet();
    }

    void warn(long step, String code, String message) {
        send(new WorkerMessage.Warning(step, code, message));
    }
}
