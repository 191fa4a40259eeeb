package dev.longhand.resilience;

import java.util.List;

/** What {@code src/resilience/run} starts. */
final class Resilience {
    private Resilience() {}

    public static void main(String[] arguments) {
        new Proofs(List.of(
                        new Kills(),
                        new CrashPoints(),
                        new Flips(),
                        new DiskFull(),
                        new Replicas(),
                        new DatabaseAway(),
                        new Thousand(),
                        new Cancels(),
                        new Cycles(),
                        new RateFifty()))
                .run(arguments);
    }
}
