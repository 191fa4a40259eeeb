package dev.longhand.generation;

import dev.longhand.text.Tokenizer;

/**
 * Reads a prompt, or a text that is scored, token by token in one row: first what stands before it, see {@link Prompt#opening}.
 * Where that is no end of a segment, the prompt itself is read from the zero state: the opening only says what the model thinks of
 * the first token.
 */
final class PromptReader {
    private final int[] opening;
    private final int[] ids;
    private final boolean goesOn;
    private final Prompt.Listener listener;
    /** Tokens that were read, those of the opening among them. */
    private int read;

    PromptReader(Prompt prompt, Tokenizer tokenizer, Prompt.Listener listener) {
        opening = Prompt.opening(tokenizer);
        ids = prompt.ids();
        goesOn = tokenizer.endOfSegment().isPresent();
        this.listener = listener;
    }

    boolean isRead() {
        return read == opening.length + ids.length;
    }

    /** The next token. */
    Reading next() {
        int id = read < opening.length ? opening[read] : ids[read - opening.length];
        boolean begins = read == 0 || (read == opening.length && !goesOn);
        return begins ? Reading.begin(id) : Reading.goOn(id);
    }

    /**
     * Takes what the model says after it.
     *
     * @param logits (V)
     */
    void take(float[] logits) {
        read++;
        if (read >= opening.length && !isRead()) {
            listener.next(ids[read - opening.length], logits);
        }
    }
}
