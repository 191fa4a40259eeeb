package dev.longhand.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Files in named areas, each visible whole or not at all. A file is {@linkplain #stage staged} beside its place, written and
 * checked by the caller, and {@linkplain StagedFile#publish published}: forced to disk, renamed atomically, its directory
 * forced. What a crash leaves behind in the staging area is removed at the next start.
 */
@Component
public class FileStore {
    private static final String STAGING = "staging";

    private final Path root;

    FileStore(StorageProperties properties) {
        this.root = properties.directory().toAbsolutePath().normalize();
        try {
            var staging = Files.createDirectories(root.resolve(STAGING));
            try (var leftovers = Files.newDirectoryStream(staging)) {
                for (var leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + root + " (longhand.storage.directory) cannot be used", e);
        }
    }

    /** A new empty file that nobody sees until it is published. */
    public StagedFile stage() {
        return new StagedFile(
                this, root.resolve(STAGING).resolve(UUID.randomUUID().toString()));
    }

    /** Where a published file of this name lies; whether it exists is the caller's to find out by opening it. */
    public Path path(String area, String name) {
        return directory(area).resolve(plain(name));
    }

    private Path directory(String area) {
        if (area.equals(STAGING)) {
            throw new IllegalArgumentException("The area " + area + " is the store's own");
        }
        return root.resolve(plain(area));
    }

    /** A name that stays where it is resolved. */
    private static String plain(String name) {
        var path = Path.of(name);
        boolean single = path.getRoot() == null
                && path.getNameCount() == 1
                && path.toString().equals(name);
        if (!single || name.isEmpty() || name.startsWith(".")) {
            throw new IllegalArgumentException("Not a plain file name: " + name);
        }
        return name;
    }

    /** Deletes a published file; it is no error when it is gone already. */
    public void delete(String area, String name) {
        try {
            Files.deleteIfExists(path(area, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void move(Path staged, String area, String name) throws IOException {
        DurableMove.move(staged, path(area, name));
    }
}
