package dev.longhand.training;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Whether a worker still works: what it has done must grow within a minute, or within 20 times what is usual for it. */
final class Vitality {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int USUAL_TIMES = 20;
    /** As many as the median is taken of. */
    private static final int REMEMBERED = 101;

    private final long[] millis = new long[REMEMBERED];
    private int count;
    private long work = -1;
    private Instant since;

    Vitality(Instant begin) {
        since = begin;
    }

    void onWork(long done, Instant now) {
        if (done != work) {
            millis[count++ % REMEMBERED] = Duration.between(since, now).toMillis();
            work = done;
            since = now;
        }
    }

    boolean isLost(Instant now) {
        var silence = Duration.between(since, now);
        return silence.compareTo(PATIENCE) > 0 && silence.toMillis() > USUAL_TIMES * median();
    }

    private long median() {
        var known = Arrays.copyOf(millis, Math.min(count, REMEMBERED));
        Arrays.sort(known);
        return known.length == 0 ? 0 : known[known.length / 2];
    }
}
