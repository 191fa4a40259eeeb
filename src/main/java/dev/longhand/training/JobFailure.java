package dev.longhand.training;

import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param code    one of the codes of the API
 * @param message what happened, for the one who submitted it
 */
public record JobFailure(String code, String message) {
    static final String STORAGE_FULL = "storage_full";
    static final String WORKER_CRASHED = "worker_crashed";
    static final String DIVERGED = "diverged";

    static JobFailure diverged(String message) {
        return new JobFailure(DIVERGED, message + " A smaller learning rate or clipping threshold may help.");
    }

    static JobFailure outOfMemory() {
        return new JobFailure("out_of_memory", "The job needed more memory than the service has.");
    }

    static JobFailure storageFull() {
        return new JobFailure(
                STORAGE_FULL,
                "The storage has no room. What was learned up to the last checkpoint is kept; make room and resume the"
                        + " job.");
    }

    static JobFailure corpusUnreadable() {
        return new JobFailure("corpus_unreadable", "The text of the corpus could not be read.");
    }

    static JobFailure corpusTooSmall(String message) {
        return new JobFailure("corpus_too_small", message);
    }

    static JobFailure crashed(int attempts, String how) {
        return new JobFailure(
                WORKER_CRASHED,
                "The job was started %d times in a row without getting as far as its next checkpoint. The last time: %s"
                        .formatted(attempts, how));
    }

    /** Whether what the job has learned is kept, so that it can go on when the cause has gone. */
    static boolean isRetryable(@Nullable String code) {
        return STORAGE_FULL.equals(code) || WORKER_CRASHED.equals(code);
    }

    static JobFailure internal(Object id) {
        return new JobFailure(
                "internal", "Something failed inside the service; its log has the cause under " + id + ".");
    }
}
