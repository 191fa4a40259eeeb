package dev.longhand.generation;

import java.util.function.IntConsumer;

/**
 * Lets no n tokens in a row come twice (Paulus et al. 2018): what has followed the last n - 1 tokens before, in the prompt or
 * in the text, is out.
 *
 * @param n at least 1; with 1 no token comes twice
 */
record NgramBan(int n) implements Ban {
    @Override
    public void banned(History history, IntConsumer ids) {
        for (int last = n - 1; last < history.size(); last++) {
            if (isSameContext(history, last - n + 1)) {
                ids.accept(history.get(last));
            }
        }
    }

    /** Whether the n - 1 tokens from this place on are those at the end. The last ones tell most apart, so they come first. */
    private boolean isSameContext(History history, int begin) {
        int end = history.size() - n + 1;
        for (int i = n - 2; i >= 0; i--) {
            if (history.get(begin + i) != history.get(end + i)) {
                return false;
            }
        }
        return true;
    }
}
