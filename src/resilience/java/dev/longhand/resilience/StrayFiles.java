package dev.longhand.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files of the service that nothing in its API stands for. */
final class StrayFiles {
    private static final Duration TO_CLEAN_UP = Duration.ofSeconds(60);

    private StrayFiles() {}

    /**
     * What is left when the service has had time to clean up. No job may wait or run.
     *
     * @param age that files reach before they are removed
     */
    static List<String> after(Client client, Path files, Duration age) {
        Wait.howLong(age.plus(TO_CLEAN_UP), () -> now(client, files).isEmpty());
        return now(client, files);
    }

    private static List<String> now(Client client, Path files) {
        var stray = new ArrayList<String>();
        compare(stray, files.resolve("models"), new HashSet<>(client.ids("models")));
        compare(stray, files.resolve("corpora"), new HashSet<>(client.ids("corpora")));
        compare(stray, files.resolve("checkpoints"), Set.of());
        staged(stray, files.resolve("staging"));
        return stray;
    }

    private static void compare(List<String> stray, Path area, Set<String> expected) {
        var there = new HashSet<>(names(area));
        there.stream()
                .filter(name -> !expected.contains(name))
                .forEach(name -> stray.add(area.getFileName() + "/" + name));
        expected.stream()
                .filter(name -> !there.contains(name))
                .forEach(name -> stray.add(area.getFileName() + "/" + name + " is missing"));
    }

    /** One directory of the one server that runs, and its lock; nothing within. */
    private static void staged(List<String> stray, Path staging) {
        var directories =
                names(staging).stream().filter(name -> !name.endsWith(".lock")).toList();
        if (names(staging).size() != 2 || directories.size() != 1) {
            stray.add("staging has " + names(staging));
        }
        directories.forEach(
                directory -> names(staging.resolve(directory)).forEach(name -> stray.add("staging/" + name)));
    }

    private static List<String> names(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
