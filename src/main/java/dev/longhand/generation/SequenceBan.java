package dev.longhand.generation;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Lets none of these sequences of tokens be written: the last token of one is out where the others stand before it, in the
 * prompt or in the text.
 *
 * @param sequences each of at least one token; a single one is always out
 */
record SequenceBan(List<int[]> sequences) implements Ban {
    @Override
    public void banned(History history, IntConsumer ids) {
        for (var sequence : sequences) {
            if (isBegun(sequence, history)) {
                ids.accept(sequence[sequence.length - 1]);
            }
        }
    }

    private static boolean isBegun(int[] sequence, History history) {
        int before = sequence.length - 1;
        int begin = history.size() - before;
        if (begin < 0) {
            return false;
        }
        for (int i = 0; i < before; i++) {
            if (history.get(begin + i) != sequence[i]) {
                return false;
            }
        }
        return true;
    }
}
