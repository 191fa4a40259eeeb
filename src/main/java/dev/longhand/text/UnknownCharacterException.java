package dev.longhand.text;

/** A text has a character that the vocabulary lacks. */
public final class UnknownCharacterException extends RuntimeException {
    UnknownCharacterException(int codePoint) {
        super("U+%04X is not in the vocabulary".formatted(codePoint));
    }
}
