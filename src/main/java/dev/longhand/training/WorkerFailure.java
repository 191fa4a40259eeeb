package dev.longhand.training;

import dev.longhand.storage.StorageFailed;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the failures of a worker mean for its job. */
final class WorkerFailure {
    private WorkerFailure() {}

    static JobFailure of(Throwable cause, UUID jobId) {
        if (isOutOfMemory(cause)) {
            return JobFailure.outOfMemory();
        }
        return isStorageFull(cause) ? JobFailure.storageFull() : JobFailure.internal(jobId);
    }

    /** What became of a file, in words that name no path. */
    static String storage(Throwable cause) {
        return isStorageFull(cause) ? "the storage has no room." : "the log has the cause.";
    }

    /** Native libraries say so in words only. */
    private static boolean isOutOfMemory(@Nullable Throwable cause) {
        if (cause == null) {
            return false;
        }
        var message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof OutOfMemoryError
                || message.contains("out of memory")
                || message.contains("out_of_memory")
                || message.contains("allocation failed")
                || message.contains("failed to allocate")
                || isOutOfMemory(cause.getCause());
    }

    private static boolean isStorageFull(Throwable cause) {
        return cause instanceof IOException failed && new StorageFailed(failed).isFull();
    }
}
