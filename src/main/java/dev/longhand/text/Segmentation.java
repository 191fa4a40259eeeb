package dev.longhand.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** How a text is cut for training. */
public enum Segmentation {
    /** Not at all: one long text, whose state is carried on. */
    STREAM,
    /** Lines that are not empty. */
    LINE,
    /** Sentences; an empty line ends one, too. */
    SENTENCE;

    /** The segmentation with this {@link #key}. */
    public static Optional<Segmentation> ofKey(String key) {
        return Arrays.stream(values())
                .filter(segmentation -> segmentation.key().equals(key))
                .findFirst();
    }

    /** How it is called outside: {@code stream}, {@code line}, {@code sentence}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there are segments, each of which begins anew and ends in a token of its own. */
    public boolean hasSegments() {
        return this != STREAM;
    }

    /**
     * Cuts a text into segments, one after the other, without white space around them; empty ones are left out.
     *
     * @throws IllegalStateException when this segmentation has no segments: the whole text would have to be one
     */
    public void split(Reader text, Consumer<String> segments) throws IOException {
        switch (this) {
            case STREAM -> throw new IllegalStateException("A stream is not cut");
            case LINE -> lines(text, segments);
            case SENTENCE -> Sentences.forEach(text, segments);
        }
    }

    private static void lines(Reader text, Consumer<String> segments) throws IOException {
        var reader = new BufferedReader(text);
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (!line.isBlank()) {
                segments.accept(line.strip());
            }
        }
    }
}
