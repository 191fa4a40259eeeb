package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/** Text to token ids and back. Ids run from 0 to {@code vocabularySize - 1}; a tokenizer belongs to one model. */
public sealed interface Tokenizer permits CharTokenizer, WordTokenizer, BpeTokenizer {
    /** How many ids there are, that of the end of a segment among them. */
    int vocabularySize();

    /** What a token reads as by itself; joining these is not decoding, see {@link #decoder}. */
    String text(int id);

    /** Ids of a short text, with what the vocabulary lacks of it. */
    Encoding encode(String text);

    /**
     * Ids of a long text, one after the other.
     *
     * @throws UnknownCharacterException at the first character that has no id and nothing that stands for it
     */
    void encode(Reader text, IntConsumer ids) throws IOException;

    /** The id of what the vocabulary lacks, where the tokenizer has such a token. */
    default OptionalInt unknown() {
        return OptionalInt.empty();
    }

    /** The token that ends a segment and that stands before the first one; it is the last id, and no text encodes to it. */
    OptionalInt endOfSegment();

    /** The same tokenizer with a token for the end of a segment. */
    Tokenizer withEndOfSegment();

    /** Ids to text, from the beginning of a text. */
    TextDecoder decoder();

    /** Ids to text that goes on where this text ends: only words look back, to know whether a space belongs between. */
    default TextDecoder decoderAfter(String text) {
        return decoder();
    }
}
