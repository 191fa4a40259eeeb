package dev.longhand.generation;

import java.util.List;

/**
 * Strings that end a text, each with its failure function (Knuth, Morris and Pratt 1977): for every beginning of it, how long the
 * longest other beginning is that stands at its end. Matched by UTF-16 units.
 */
final class StopStrings {
    private final List<String> stops;
    private final List<int[]> failures;

    /** @param stops none is empty, none has half a surrogate pair */
    StopStrings(List<String> stops) {
        this.stops = List.copyOf(stops);
        this.failures = stops.stream().map(StopStrings::failures).toList();
    }

    private static int[] failures(String stop) {
        var failures = new int[stop.length()];
        for (int i = 1, matched = 0; i < failures.length; i++) {
            matched = next(stop, failures, matched, stop.charAt(i));
            failures[i] = matched;
        }
        return failures;
    }

    private static int next(String stop, int[] failures, int matched, char c) {
        int longest = matched;
        while (longest > 0 && stop.charAt(longest) != c) {
            longest = failures[longest - 1];
        }
        return stop.charAt(longest) == c ? longest + 1 : longest;
    }

    int size() {
        return stops.size();
    }

    int length(int stop) {
        return stops.get(stop).length();
    }

    /**
     * How much of a stop string stands at the end of a text after one more unit.
     *
     * @param matched how much of it stood there before, less than all of it
     */
    int next(int stop, int matched, char c) {
        return next(stops.get(stop), failures.get(stop), matched, c);
    }
}
