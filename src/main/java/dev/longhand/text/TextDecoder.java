package dev.longhand.text;

/**
 * Turns ids into text while they come. What it has returned never changes any more, so that it can be shown at once; what a
 * later token could still change waits. One decoder belongs to one text.
 */
public interface TextDecoder {
    /** Reads the next token; the text that became certain with it, which is empty where a character is not whole yet. */
    String accept(int id);

    /** The rest, when nothing more comes: U+FFFD for bytes that never became a character. */
    String finish();

    /** Another one that goes on from here, when a text goes on in two ways. */
    TextDecoder copy();
}
