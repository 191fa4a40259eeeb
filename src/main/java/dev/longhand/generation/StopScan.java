package dev.longhand.generation;

/**
 * Looks for stop strings in a text that grows, in time linear in its length. The text ends where a stop string begins: that which
 * is complete first, and of those that become complete at once the longest; so it does not matter in which pieces the text comes.
 */
final class StopScan {
    private final StopStrings stops;
    /** How much of each stop string stands at the end of the text. */
    private final int[] matched;

    private int length;
    private boolean found;

    StopScan(StopStrings stops) {
        this(stops, new int[stops.size()]);
    }

    private StopScan(StopStrings stops, int[] matched) {
        this.stops = stops;
        this.matched = matched;
    }

    /** Reads what the text has more now, unless it has ended; whether it has. */
    boolean read(CharSequence piece) {
        for (int i = 0; i < piece.length() && !found; i++) {
            read(piece.charAt(i));
        }
        return found;
    }

    private void read(char c) {
        length++;
        int longest = 0;
        for (int stop = 0; stop < matched.length; stop++) {
            matched[stop] = stops.next(stop, matched[stop], c);
            if (matched[stop] == stops.length(stop)) {
                longest = Math.max(longest, matched[stop]);
            }
        }
        if (longest > 0) {
            found = true;
            length -= longest;
        }
    }

    /** How long the text is, without the stop string that has ended it. */
    int length() {
        return length;
    }

    /** How much of the text stays whatever comes; the rest may be the beginning of a stop string. */
    int safe() {
        int begun = 0;
        for (int stop = 0; stop < matched.length && !found; stop++) {
            begun = Math.max(begun, matched[stop]);
        }
        return length - begun;
    }

    StopScan copy() {
        var copy = new StopScan(stops, matched.clone());
        copy.length = length;
        copy.found = found;
        return copy;
    }
}
