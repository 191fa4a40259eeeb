package dev.longhand.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where one proof takes place; what it starts ends with it. */
public final class Setting implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Path home;
    private final Options options;
    private final String proof;
    private final Path directory;
    private final List<AutoCloseable> started = new ArrayList<>();

    Setting(Path home, Options options, String proof) {
        this.home = home;
        this.options = options;
        this.proof = proof;
        this.directory = emptied(home.resolve("target/resilience").resolve(proof));
        // also when somebody has seen enough
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    public Options options() {
        return options;
    }

    /** For all that this proof writes; empty at first. */
    public Path directory() {
        return directory;
    }

    Path jar() {
        try (var files = Files.newDirectoryStream(home.resolve("target"), "longhand-*.jar")) {
            return files.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chance of one round. */
    public RandomGenerator chance(int round) {
        return new SplittableRandom(options.seed() + round);
    }

    public void say(String text, Object... arguments) {
        System.out.printf("%s %s: %s%n", LocalTime.now().format(TIME), proof, text.formatted(arguments));
    }

    /** What to train on. */
    public String text() {
        var given = options.corpus();
        try {
            return given == null ? sources() : Files.readString(Path.of(given));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sources() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(home.resolve("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    /** Closed with this, the latest first. */
    public <T extends AutoCloseable> T keep(T thing) {
        synchronized (started) {
            started.add(thing);
        }
        return thing;
    }

    @Override
    public void close() {
        synchronized (started) {
            for (var thing : started.reversed()) {
                try {
                    thing.close();
                } catch (Exception e) {
                    e.printStackTrace();
                }
            }
            started.clear();
        }
    }

    private static Path emptied(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (var files = Files.walk(directory)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
