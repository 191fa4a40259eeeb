package dev.longhand.training;

import java.util.Arrays;

/**
 * Counts of n-grams in a trie: a node is a context, and its child for a token is the context one token longer. Nodes are
 * numbered as they come and found by (parent, token) through one table with open addressing, so that the key of an n-gram of
 * any length and vocabulary is one exact long.
 */
final class NgramCounts {
    /** The context of no token. */
    static final int ROOT = 0;
    /** No such n-gram, or no room for it. */
    static final int NONE = -1;

    /** Of a node: its key, three counts, and two places in the table, of which half stay empty. */
    private static final int BYTES_A_NODE = Long.BYTES + 3 * Integer.BYTES + 2 * Integer.BYTES;
    /** While an array grows the old one is there as well, and the table is a power of two. */
    private static final double GROWTH = 1.5;

    private static final int SMALLEST = 1 << 10;

    private final int mostNodes;
    private long[] keys = new long[SMALLEST];
    private int[] counts = new int[SMALLEST];
    private int[] totals = new int[SMALLEST];
    private int[] types = new int[SMALLEST];
    /** Numbers of nodes by the hash of their keys; 0 is an empty place, for the root is nobody's child. */
    private int[] table = new int[2 * SMALLEST];

    private int nodes = 1;

    /**
     * @param budget bytes of heap, about, that are not exceeded
     */
    NgramCounts(long budget) {
        mostNodes = Math.clamp((long) (budget / (GROWTH * BYTES_A_NODE)), SMALLEST, 1 << 28);
    }

    /** The child of a context, or {@link #NONE}. */
    int find(int context, int token) {
        long key = key(context, token);
        int node = table[place(key)];
        return node == 0 ? NONE : node;
    }

    /** The child of a context, made where there was none; {@link #NONE} when there is no more room. */
    int findOrAdd(int context, int token) {
        long key = key(context, token);
        int place = place(key);
        if (table[place] != 0) {
            return table[place];
        }
        if (nodes == mostNodes) {
            return NONE;
        }
        if (nodes == keys.length) {
            grow();
            place = place(key);
        }
        keys[nodes] = key;
        table[place] = nodes;
        return nodes++;
    }

    /**
     * Counts an n-gram once more.
     *
     * @param node its node, the child of the context
     * @return whether this is the first time
     */
    boolean count(int context, int node) {
        boolean isFirst = counts[node]++ == 0;
        totals[context]++;
        types[context] += isFirst ? 1 : 0;
        return isFirst;
    }

    int count(int node) {
        return counts[node];
    }

    /** Counts of all children of a context. */
    int total(int context) {
        return totals[context];
    }

    /** Children of a context that were counted at all. */
    int types(int context) {
        return types[context];
    }

    private void grow() {
        int size = (int) Math.min(mostNodes, 2L * keys.length);
        counts = Arrays.copyOf(counts, size);
        totals = Arrays.copyOf(totals, size);
        types = Arrays.copyOf(types, size);
        keys = Arrays.copyOf(keys, size);
        table = new int[Integer.highestOneBit(2 * size - 1) << 1];
        for (int node = 1; node < nodes; node++) {
            table[place(keys[node])] = node;
        }
    }

    private static long key(int context, int token) {
        return ((long) context << Integer.SIZE) | token;
    }

    /** Where a key stands or would stand. */
    private int place(long key) {
        int place = (int) mix(key) & (table.length - 1);
        while (table[place] != 0 && keys[table[place]] != key) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    /** The golden ratio spreads neighbours (Knuth 1973, multiplicative hashing); the upper bits are the good ones. */
    private static long mix(long key) {
        long product = (key ^ (key >>> 29)) * 0x9e3779b97f4a7c15L;
        return product ^ (product >>> Integer.SIZE);
    }
}
