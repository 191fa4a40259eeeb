package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.function.IntConsumer;

/** Text to token ids and back. Ids run from 0 to {@code vocabularySize - 1}; a tokenizer belongs to one model. */
public sealed interface Tokenizer permits CharTokenizer {
    int vocabularySize();

    /** What a token reads as. */
    String text(int id);

    /** Ids of a short text, with the characters that have none. */
    Encoding encode(String text);

    /**
     * Ids of a long text, one after the other.
     *
     * @throws UnknownCharacterException at the first character that has no id
     */
    void encode(Reader text, IntConsumer ids) throws IOException;
}
