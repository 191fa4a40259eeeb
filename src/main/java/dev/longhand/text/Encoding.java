package dev.longhand.text;

import java.util.List;

/**
 * A text as ids.
 *
 * @param ids     one id a token; where {@code ids[i]} is {@link #UNKNOWN}, the vocabulary lacks what stands there
 * @param unknown the distinct characters that the vocabulary lacks, in the order of their first appearance
 */
public record Encoding(int[] ids, List<String> unknown) {
    public static final int UNKNOWN = -1;
}
