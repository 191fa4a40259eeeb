package dev.longhand.training;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Whether a worker still works: what it has done must grow within a minute, or within 20 times what is usual for it. Time in which
 * nobody looked, because this process or the whole machine slept, is not held against it.
 */
final class Vitality {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Before it is known how long a step takes. */
    private static final Duration PATIENCE_WITH_FIRST_STEP = Duration.ofMinutes(10);

    private static final int USUAL_TIMES = 20;
    /** As many as the median is taken of. */
    private static final int REMEMBERED = 101;
    /** A worker says once a second that it is there, so nobody who is awake looks more seldom. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private final long[] millis = new long[REMEMBERED];
    private int count;
    private long work = -1;
    private Instant since;
    private Instant lastLook;
    private boolean first;

    Vitality(Instant begin) {
        since = begin;
        lastLook = begin;
    }

    /** The text has been read: from now on its work are steps, which may take much longer. */
    void onSteps(Instant now) {
        first = true;
        count = 0;
        since = now;
    }

    void onWork(long done, Instant now) {
        look(now);
        if (done != work) {
            millis[count++ % REMEMBERED] = Duration.between(since, now).toMillis();
            first = first && count == 1;
            work = done;
            since = now;
        }
    }

    boolean isLost(Instant now) {
        look(now);
        var silence = Duration.between(since, now);
        var patience = first ? PATIENCE_WITH_FIRST_STEP : PATIENCE;
        return silence.compareTo(patience) > 0 && silence.toMillis() > USUAL_TIMES * median();
    }

    private void look(Instant now) {
        var unseen = Duration.between(lastLook, now);
        if (unseen.compareTo(LONGEST_LOOK) > 0) {
            since = since.plus(unseen);
        }
        lastLook = now;
    }

    private long median() {
        var known = Arrays.copyOf(millis, Math.min(count, REMEMBERED));
        Arrays.sort(known);
        return known.length == 0 ? 0 : known[known.length / 2];
    }
}
