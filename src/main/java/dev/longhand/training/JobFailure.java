package dev.longhand.training;

/**
 * Why a job failed.
 *
 * @param code    one of the codes of the API
 * @param message what happened, for the one who submitted it
 */
record JobFailure(String code, String message) {
    static JobFailure diverged(String message) {
        return new JobFailure("diverged", message + " A smaller learning rate or clipping threshold may help.");
    }

    static JobFailure outOfMemory() {
        return new JobFailure("out_of_memory", "The job needed more memory than the service has.");
    }

    static JobFailure storageFull() {
        return new JobFailure("storage_full", "The model could not be written: the storage has no room.");
    }

    static JobFailure corpusUnreadable() {
        return new JobFailure("corpus_unreadable", "The text of the corpus could not be read.");
    }

    static JobFailure corpusTooSmall(String message) {
        return new JobFailure("corpus_too_small", message);
    }

    static JobFailure crashed(int attempts) {
        return new JobFailure(
                "worker_crashed", "The service ended %d times while it ran this job.".formatted(attempts));
    }

    static JobFailure internal(Object id) {
        return new JobFailure(
                "internal", "Something failed inside the service; its log has the cause under " + id + ".");
    }
}
