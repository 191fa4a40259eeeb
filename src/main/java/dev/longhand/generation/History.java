package dev.longhand.generation;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The tokens that a text goes on from: those of the prompt, which all choices share, and those that were added. */
final class History {
    private static final int ROOM = 64;

    private final int[] prompt;
    private int[] added;
    private int length;

    History(int[] prompt) {
        this(prompt, new int[ROOM], 0);
    }

    private History(int[] prompt, int[] added, int length) {
        this.prompt = prompt;
        this.added = added;
        this.length = length;
    }

    int size() {
        return prompt.length + length;
    }

    /** The token at this place, counted from the beginning of the prompt. */
    int get(int place) {
        return place < prompt.length ? prompt[place] : added[place - prompt.length];
    }

    /** The last tokens, at most so many. */
    int[] last(int most) {
        return IntStream.range(Math.max(0, size() - most), size())
                .map(this::get)
                .toArray();
    }

    /** How many tokens were added to the prompt. */
    int added() {
        return length;
    }

    void add(int id) {
        if (length == added.length) {
            added = Arrays.copyOf(added, 2 * length);
        }
        added[length++] = id;
    }

    History copy() {
        return new History(prompt, added.clone(), length);
    }
}
