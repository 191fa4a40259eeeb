package dev.longhand.engine;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Segments of like length side by side, each from the zero state. A group of them takes as many calls as its longest one
 * needs; where a row has ended, nothing counts any more. How many calls there are does not depend on the order.
 */
final class SegmentBatches implements Batches {
    private final TokenSource.Segments segments;
    private final int B;
    private final int T;
    /** Segments by rising length. */
    private final int[] byLength;
    /** Groups in the order of reading, and the call at which each begins; the last entry is the number of calls. */
    private final int[] groups;

    private final long[] begins;

    private SegmentBatches(TokenSource.Segments segments, int B, int T, int[] order, int[] groups) {
        this.segments = segments;
        this.B = B;
        this.T = T;
        this.byLength = byLength(segments, order);
        this.groups = groups;
        begins = new long[groups.length + 1];
        for (int g = 0; g < groups.length; g++) {
            int longest = Math.min((groups[g] + 1) * B, byLength.length) - 1;
            begins[g + 1] = begins[g] + Math.ceilDiv(segments.length(byLength[longest]), T);
        }
    }

    static SegmentBatches sorted(TokenSource.Segments segments, int B, int T) {
        return new SegmentBatches(segments, B, T, upTo(segments.count()), upTo(groups(segments, B)));
    }

    static SegmentBatches shuffled(TokenSource.Segments segments, int B, int T, RandomGenerator random) {
        var order = upTo(segments.count());
        var groups = upTo(groups(segments, B));
        shuffle(order, random);
        shuffle(groups, random);
        return new SegmentBatches(segments, B, T, order, groups);
    }

    private static int groups(TokenSource.Segments segments, int B) {
        return Math.ceilDiv(segments.count(), B);
    }

    private static int[] upTo(int count) {
        var numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    private static void shuffle(int[] numbers, RandomGenerator random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            int number = numbers[i];
            numbers[i] = numbers[k];
            numbers[k] = number;
        }
    }

    /** Segments of the same length stay in the order that was given. */
    private static int[] byLength(TokenSource.Segments segments, int[] order) {
        var keys = new long[order.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Math.min(segments.length(order[i]), Integer.MAX_VALUE) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        var sorted = new int[order.length];
        Arrays.setAll(sorted, i -> order[(int) keys[i]]);
        return sorted;
    }

    @Override
    public long calls() {
        return begins[groups.length];
    }

    @Override
    public boolean beginsAnew(long call) {
        return Arrays.binarySearch(begins, call) >= 0;
    }

    @Override
    public void fill(long call, int[] inputs, int[] targets) {
        int found = Arrays.binarySearch(begins, call);
        int g = found >= 0 ? found : -found - 2;
        long from = (call - begins[g]) * T;
        for (int row = 0; row < B; row++) {
            long place = (long) groups[g] * B + row;
            int segment = place < byLength.length ? byLength[(int) place] : NONE;
            long length = segment == NONE ? 0 : segments.length(segment);
            for (int t = 0; t < T; t++) {
                boolean counts = from + t < length;
                long at = counts ? segments.begin(segment) + from + t : 0;
                inputs[t * B + row] = counts ? segments.tokens().get(at) : 0;
                targets[t * B + row] = counts ? segments.tokens().get(at + 1) : NONE;
            }
        }
    }
}
