package dev.longhand.text;

import java.util.List;

/**
 * A text as ids.
 *
 * @param ids     one id a token; what the vocabulary lacks is {@link Tokenizer#unknown} or, where the tokenizer has no such
 *                token, {@link #UNKNOWN}
 * @param unknown the distinct characters or words that the vocabulary lacks, in the order of their first appearance
 */
public record Encoding(int[] ids, List<String> unknown) {
    public static final int UNKNOWN = -1;
}
