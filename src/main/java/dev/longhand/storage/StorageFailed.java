package dev.longhand.storage;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A file could not be written or read; nothing of it is visible. */
public final class StorageFailed extends UncheckedIOException {
    public StorageFailed(IOException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }

    /** Whether it was for want of room; operating systems say so in words only. */
    public boolean isFull() {
        var message = String.valueOf(getMessage()).toLowerCase(java.util.Locale.ROOT);
        return message.contains("no space left") || message.contains("not enough space") || message.contains("quota");
    }
}
