package dev.longhand.text;

import java.util.OptionalInt;

/**
 * Whether a tokenizer has a token for the end of a segment. That token has the id after all others and reads as nothing, so
 * no text is taken for it.
 */
enum SegmentEnd {
    NONE,
    TOKEN;

    /** The id of the token beside so many others. */
    OptionalInt id(int others) {
        return this == TOKEN ? OptionalInt.of(others) : OptionalInt.empty();
    }

    /** How many tokens there are together with so many others. */
    int size(int others) {
        return this == TOKEN ? others + 1 : others;
    }
}
