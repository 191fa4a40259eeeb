package dev.longhand.bench;

import java.util.Set;

/**
 * How long a race takes.
 *
 * @param rounds        turns of everybody at every size
 * @param seconds       time of one measurement, but at least one step
 * @param warmUpSeconds time before it, but at least one step
 */
record Pace(int rounds, int seconds, int warmUpSeconds) {
    static final Set<String> OPTIONS = Set.of("rounds", "seconds", "warm-up");

    private static final int MOST_ROUNDS = 9;
    private static final int MOST_SECONDS = 120;

    static Pace of(Options options) {
        return new Pace(
                options.count("rounds", 3, MOST_ROUNDS),
                options.count("seconds", 10, MOST_SECONDS),
                options.count("warm-up", 5, MOST_SECONDS));
    }
}
