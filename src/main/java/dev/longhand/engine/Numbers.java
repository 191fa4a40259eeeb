package dev.longhand.engine;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Numbers by name, as text that keeps every bit: a double is written in hexadecimal. */
final class Numbers {
    private final SortedMap<String, String> texts;

    private Numbers(SortedMap<String, String> texts) {
        this.texts = texts;
    }

    static Numbers none() {
        return new Numbers(new TreeMap<>());
    }

    static Numbers of(Map<String, String> texts) {
        return new Numbers(new TreeMap<>(texts));
    }

    SortedMap<String, String> texts() {
        return texts;
    }

    void put(String name, long value) {
        texts.put(name, Long.toString(value));
    }

    void put(String name, double value) {
        texts.put(name, Double.toHexString(value));
    }

    /**
     * @throws BadCheckpoint when there is none of this name; so in all that follow
     */
    long whole(String name) {
        return parsed(name, Long::parseLong);
    }

    int count(String name) {
        return parsed(name, Integer::parseInt);
    }

    double real(String name) {
        return parsed(name, Double::parseDouble);
    }

    String text(String name) {
        var text = texts.get(name);
        if (text == null) {
            throw new BadCheckpoint("The checkpoint does not say '%s'.".formatted(name));
        }
        return text;
    }

    private <T> T parsed(String name, Function<String, T> parser) {
        try {
            return parser.apply(text(name));
        } catch (NumberFormatException e) {
            throw new BadCheckpoint("The checkpoint's '%s' is no number.".formatted(name));
        }
    }
}
