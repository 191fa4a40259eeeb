package dev.longhand.load;

import java.nio.charset.StandardCharsets;

/** Counts a word in bytes that come piece by piece, as cheaply as a client can that measures others. */
final class Occurrences {
    private final byte[] word;
    private int matched;

    /**
     * @param word whose first byte comes in it once
     */
    Occurrences(String word) {
        this.word = word.getBytes(StandardCharsets.US_ASCII);
    }

    /** How often it ends in the next bytes. */
    int in(byte[] bytes, int length) {
        int found = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == word[matched]) {
                matched++;
            } else {
                matched = bytes[i] == word[0] ? 1 : 0;
            }
            if (matched == word.length) {
                found++;
                matched = 0;
            }
        }
        return found;
    }
}
