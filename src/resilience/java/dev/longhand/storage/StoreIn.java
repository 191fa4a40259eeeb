package dev.longhand.storage;

import java.nio.file.Path;
import java.time.Duration;

/** The service's own store, without the service around it. */
public final class StoreIn {
    private StoreIn() {}

    public static FileStore directory(Path directory) {
        return new FileStore(new StorageProperties(directory, Duration.ofMinutes(10), Duration.ofHours(1)));
    }
}
