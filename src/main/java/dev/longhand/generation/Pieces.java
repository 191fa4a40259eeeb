package dev.longhand.generation;

import dev.longhand.generation.StreamEvent.Piece;
import java.util.function.Consumer;

/**
 * Cuts a text that grows into pieces, each as soon as nothing can take it back: one token each, with those before it that are
 * parts of the same character.
 */
final class Pieces {
    private final int index;
    private final Consumer<? super Piece> reader;
    private int tokens;
    private int characters;
    private boolean complete;

    /**
     * @param index  of the choice
     * @param reader whom they are for
     */
    Pieces(int index, Consumer<? super Piece> reader) {
        this.index = index;
        this.reader = reader;
    }

    /** Hands over what the text has more by now, and its rest when it is finished. */
    void cut(Continuation text) {
        if (complete) {
            return;
        }
        int safe = text.safe();
        for (int token = tokens; token < text.written() && text.end(token) <= safe; token++) {
            int end = text.end(token);
            if (end > characters) {
                reader.accept(new Piece(index, text.text(characters, end), text.tokens(tokens, token + 1)));
                characters = end;
                tokens = token + 1;
            }
        }
        if (text.isFinished()) {
            rest(text);
            complete = true;
        }
    }

    private void rest(Continuation text) {
        var all = text.tokens();
        var whole = text.text();
        if (characters < whole.length() || tokens < all.size()) {
            var last = all.subList(Math.min(tokens, all.size()), all.size());
            reader.accept(new Piece(index, whole.substring(characters), last));
        }
    }
}
