package dev.longhand.text;

import java.util.Arrays;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Merges the tokens of one pre-token: the merge that was learned first goes first, and of the same merge the leftmost (Sennrich
 * et al. 2016). A queue holds the merges that are possible, so that n tokens take n log n steps.
 */
final class BpeMerging {
    private static final int NONE = -1;
    private static final int GONE = -1;

    /** What becomes of two neighbours, and how early it was learned. */
    record Rule(int rank, int joined) {}

    private final Map<Long, Rule> rules;
    private final int[] ids;
    private final int[] next;
    private final int[] previous;
    /** The rank above the position, so that the order of the numbers is the order of the merges. */
    private final PriorityQueue<Long> possible = new PriorityQueue<>();

    private BpeMerging(Map<Long, Rule> rules, int[] ids) {
        this.rules = rules;
        this.ids = ids;
        this.next = new int[ids.length];
        this.previous = new int[ids.length];
        Arrays.setAll(next, i -> i + 1 < ids.length ? i + 1 : NONE);
        Arrays.setAll(previous, i -> i - 1);
    }

    static long pair(int left, int right) {
        return ((long) left << Integer.SIZE) | right;
    }

    /** What is left of these tokens after all merges; the array is used up. */
    static int[] merge(Map<Long, Rule> rules, int[] ids) {
        if (ids.length < 2) {
            return ids;
        }
        return new BpeMerging(rules, ids).merge();
    }

    private int[] merge() {
        for (int at = 0; at + 1 < ids.length; at++) {
            offer(at);
        }
        for (var first = possible.poll(); first != null; first = possible.poll()) {
            int at = first.intValue();
            int rank = (int) (first >> Integer.SIZE);
            var rule = ids[at] == GONE || next[at] == NONE ? null : rules.get(pair(ids[at], ids[next[at]]));
            // another rank: a neighbour was merged meanwhile
            if (rule != null && rule.rank() == rank) {
                join(at, rule.joined());
            }
        }
        return Arrays.stream(ids).filter(id -> id != GONE).toArray();
    }

    private void offer(int at) {
        if (at == NONE || next[at] == NONE) {
            return;
        }
        var rule = rules.get(pair(ids[at], ids[next[at]]));
        if (rule != null) {
            possible.add(pair(rule.rank(), at));
        }
    }

    private void join(int at, int joined) {
        int right = next[at];
        ids[at] = joined;
        ids[right] = GONE;
        next[at] = next[right];
        if (next[at] != NONE) {
            previous[next[at]] = at;
        }
        offer(previous[at]);
        offer(at);
    }
}
