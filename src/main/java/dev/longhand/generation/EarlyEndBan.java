package dev.longhand.generation;

import java.util.function.IntConsumer;

/**
 * Keeps the model from ending its segment while the text has fewer tokens than it must have.
 *
 * @param end       the token that ends a segment
 * @param minTokens tokens of the text, the prompt's not counted
 */
record EarlyEndBan(int end, int minTokens) implements Ban {
    @Override
    public void banned(History history, IntConsumer ids) {
        if (history.added() < minTokens) {
            ids.accept(end);
        }
    }
}
