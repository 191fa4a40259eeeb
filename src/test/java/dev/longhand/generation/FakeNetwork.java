package dev.longhand.generation;

import java.util.HashMap;
import java.util.Map;

/**
 * A network of arithmetic: a row's state is a hash of what it has read since it began, and its logits are the digits of that. It
 * counts what it is asked to do.
 */
final class FakeNetwork implements Network {
    static final int V = 5;
    private static final int MOST = 16;

    private final Map<Integer, FakeRows> bySize = new HashMap<>();
    int steps;
    int rowsComputed;
    int discarded;
    /** The step that fails, counted from 1. */
    int failing = -1;

    final class FakeRows implements NetworkRows {
        final long[] states;

        FakeRows(int size) {
            states = new long[size];
        }

        @Override
        public int size() {
            return states.length;
        }

        @Override
        public void reset(int row) {
            states[row] = 0;
        }

        @Override
        public void copy(int row, NetworkRows from, int fromRow) {
            states[row] = ((FakeRows) from).states[fromRow];
        }

        @Override
        public void step(int[] ids, float[][] logits) {
            steps++;
            rowsComputed += states.length;
            for (int row = 0; row < states.length; row++) {
                states[row] = read(states[row], ids[row]);
                System.arraycopy(said(states[row]), 0, logits[row], 0, V);
            }
            if (steps == failing) {
                throw new IllegalStateException("step " + steps);
            }
        }
    }

    static long read(long state, int id) {
        return 31 * state + id + 1;
    }

    static float[] said(long state) {
        var logits = new float[V];
        for (int id = 0; id < V; id++) {
            logits[id] = Math.floorMod(state * (id + 3) ^ state >>> 7, 101);
        }
        return logits;
    }

    @Override
    public int vocabularySize() {
        return V;
    }

    @Override
    public int mostRows() {
        return MOST;
    }

    @Override
    public NetworkRows withRoomFor(int rows) {
        int size = rows <= 2 ? 2 : Integer.highestOneBit(rows - 1) << 1;
        return bySize.computeIfAbsent(size, FakeRows::new);
    }

    @Override
    public void discard() {
        discarded++;
        bySize.clear();
    }
}
