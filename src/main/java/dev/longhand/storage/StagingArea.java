package dev.longhand.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One process's directory of unfinished files. Several processes may share the directory above it, so each holds a lock on a
 * file beside its own directory, which the operating system releases however the process ends; who starts next removes the
 * directories that nobody holds.
 */
final class StagingArea implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path directory;
    private final Path lockFile;
    private final FileChannel lock;

    private StagingArea(Path directory, Path lockFile, FileChannel lock) {
        this.directory = directory;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static StagingArea open(Path parent) throws IOException {
        removeLeftovers(parent);
        while (true) {
            var name = UUID.randomUUID().toString();
            var lockFile = parent.resolve(name + LOCK);
            var lock = lock(lockFile, StandardOpenOption.CREATE_NEW);
            if (lock != null && Files.exists(lockFile)) {
                return new StagingArea(Files.createDirectory(parent.resolve(name)), lockFile, lock);
            }
            if (lock != null) {
                lock.close(); // whoever removes leftovers came between the file and its lock
            }
        }
    }

    /** The lock, held until its channel is closed; null when another process, or another part of this one, holds it. */
    @SuppressWarnings("MustBeClosed") // held on purpose
    private static @Nullable FileChannel lock(Path file, StandardOpenOption... options) throws IOException {
        var channel = open(file, options);
        try {
            if (channel != null && channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held in this process
        }
        if (channel != null) {
            channel.close();
        }
        return null;
    }

    private static @Nullable FileChannel open(Path file, StandardOpenOption... options) throws IOException {
        var all = new HashSet<StandardOpenOption>(List.of(options));
        all.add(StandardOpenOption.WRITE);
        try {
            return FileChannel.open(file, all);
        } catch (NoSuchFileException e) {
            return null; // removed by somebody else meanwhile
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        try (var entries = Files.newDirectoryStream(parent)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (name.endsWith(LOCK)) {
                    removeUnlessHeld(parent.resolve(name.substring(0, name.length() - LOCK.length())), entry);
                } else if (!Files.exists(parent.resolve(name + LOCK))) {
                    remove(entry);
                }
            }
        }
    }

    private static void removeUnlessHeld(Path directory, Path lockFile) throws IOException {
        try (var lock = lock(lockFile)) {
            if (lock != null) {
                remove(directory);
                Files.deleteIfExists(lockFile);
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path directory() {
        return directory;
    }

    Path next() {
        return directory.resolve(UUID.randomUUID().toString());
    }

    /** Removes what was never published. */
    @Override
    public void close() throws IOException {
        remove(directory);
        Files.deleteIfExists(lockFile);
        lock.close();
    }
}
