package dev.longhand.storage;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Files in named areas, each visible whole or not at all. A file is {@linkplain #stage staged} beside its place, written and
 * checked by the caller, and {@linkplain StagedFile#publish published}: forced to disk, renamed atomically, its directory
 * forced. What a crash leaves behind in the staging area is removed when the next process starts.
 */
@Component
public class FileStore {
    private static final Logger log = LoggerFactory.getLogger(FileStore.class);
    private static final String STAGING = "staging";

    private final Path root;
    private final StagingArea staging;

    FileStore(StorageProperties properties) {
        this.root = properties.directory().toAbsolutePath().normalize();
        try {
            staging = StagingArea.open(Files.createDirectories(root.resolve(STAGING)));
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + root + " (longhand.storage.directory) cannot be used", e);
        }
    }

    /** A new empty file that nobody sees until it is published. */
    public StagedFile stage() {
        return new StagedFile(this, staging.next());
    }

    /** Where a published file of this name lies; whether it exists is the caller's to find out by opening it. */
    public Path path(String area, String name) {
        return directory(area).resolve(plain(name));
    }

    /** Removes unfinished files of this process by how their names begin, as far as it can: whoever wrote them has ended. */
    public void removeStaged(String prefix) {
        try (var files = Files.newDirectoryStream(staging(), prefix + "*")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            log.warn("Unfinished files are left behind until this service ends", e);
        }
    }

    /** Where files are written that are not published yet; what lies there goes when this process ends. */
    public Path staging() {
        return staging.directory();
    }

    /** Where the published files of an area lie; it may not exist before the first one does. */
    public Path directory(String area) {
        if (area.equals(STAGING)) {
            throw new IllegalArgumentException("The area " + area + " is the store's own");
        }
        return root.resolve(plain(area));
    }

    /** The names of an area's files. */
    public List<String> names(String area) {
        var directory = directory(area);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            // what begins with a dot is the file system's own
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void close() throws IOException {
        staging.close();
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
