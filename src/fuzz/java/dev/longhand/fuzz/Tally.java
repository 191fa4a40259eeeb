package dev.longhand.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How requests were answered; what was wrong is kept in files. */
final class Tally {
    /** After so many there is enough to look at. */
    private static final int ENOUGH = 200;

    private final Path directory;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private long slowest;
    private int wrong;

    Tally(Path directory) {
        this.directory = directory;
    }

    void count(RawAnswer answer) {
        statuses.merge(answer.status(), 1, Integer::sum);
        slowest = Math.max(slowest, answer.after().toMillis());
    }

    void wrong(String what, long seed, Message message, String answer) throws IOException {
        wrong++;
        var request = new String(message.bytes(), StandardCharsets.ISO_8859_1);
        Files.writeString(
                directory.resolve("wrong-%d.txt".formatted(seed)),
                what + "\n\n" + request.substring(0, Math.min(20_000, request.length())) + "\n\n" + answer);
    }

    boolean isEnough() {
        return wrong >= ENOUGH;
    }

    int wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        var all = statuses.entrySet().stream()
                .map(entry -> (entry.getKey() == 0 ? "cut and unanswered" : entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "%s; the slowest took %d ms; %d wrong".formatted(all, slowest, wrong);
    }
}
