package dev.longhand.corpus;

/**
 * What a text has verbatim from a corpus.
 *
 * @param length   of it in characters (code points); 0 where no character is in both
 * @param text     what is in both
 * @param position where it begins in the corpus as training reads it, in characters; where it stands there more than once, one of the
 *                 places
 */
public record Overlap(int length, String text, long position) {}
