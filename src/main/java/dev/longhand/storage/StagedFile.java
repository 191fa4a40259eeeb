package dev.longhand.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is being written; closing it without {@link #publish} leaves nothing behind. */
public final class StagedFile implements AutoCloseable {
    private final FileStore store;
    private final Path path;
    private boolean published;

    StagedFile(FileStore store, Path path) {
        this.store = store;
        this.path = path;
    }

    /** Where to write it, and where its writer reads it back to check it. */
    public Path path() {
        return path;
    }

    public OutputStream open() throws IOException {
        return Files.newOutputStream(path);
    }

    /** Makes the file durable and visible under this name. */
    public void publish(String area, String name) throws IOException {
        store.move(path, area, name);
        published = true;
    }

    @Override
    public void close() {
        if (!published) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
