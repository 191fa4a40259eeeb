package dev.longhand.generation;

import java.util.NoSuchElementException;

/**
 * The places of an array from its highest value down, the lower place first where two are equal. A heap: the first few cost
 * little, however many there are.
 */
final class Ranking {
    private final double[] values;
    private final int[] heap;
    private int size;

    Ranking(double[] values) {
        this.values = values;
        heap = new int[values.length];
        size = values.length;
        for (int i = 0; i < size; i++) {
            heap[i] = i;
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** The place of the highest value, the lowest such place. */
    static int first(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    boolean hasNext() {
        return size > 0;
    }

    int next() {
        if (size == 0) {
            throw new NoSuchElementException();
        }
        int next = heap[0];
        heap[0] = heap[--size];
        sink(0);
        return next;
    }

    /** Keeps the first weights, in this order, that add up to so much, at least one; the others become 0. */
    void keep(double[] weights, double mass) {
        var kept = new double[weights.length];
        double sum = 0;
        do {
            int id = next();
            kept[id] = weights[id];
            sum += weights[id];
        } while (sum < mass && hasNext());
        System.arraycopy(kept, 0, weights, 0, kept.length);
    }

    private void sink(int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], heap[at])) {
                return;
            }
            int moved = heap[at];
            heap[at] = heap[child];
            heap[child] = moved;
            at = child;
        }
    }

    private boolean isBefore(int a, int b) {
        return values[a] > values[b] || (values[a] == values[b] && a < b);
    }
}
