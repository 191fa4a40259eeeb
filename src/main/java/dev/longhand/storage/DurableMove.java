package dev.longhand.storage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Makes a written file visible under its name: there is the old file or the whole new one, whenever the power fails. */
public final class DurableMove {
    private DurableMove() {}

    /**
     * Forces a file to disk, renames it atomically and forces its new directory, which is made when it is missing.
     *
     * @param target on the same file system; what is there is replaced
     */
    public static void move(Path staged, Path target) throws IOException {
        var directory = directoryOf(target);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            forceDirectory(directoryOf(directory));
        }
        force(staged);
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(directory);
    }

    private static Path directoryOf(Path file) {
        return requireNonNull(file.toAbsolutePath().getParent(), "A root directory is no file");
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void forceDirectory(Path directory) throws IOException {
        // Windows cannot open a directory, and makes a rename durable by itself
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
