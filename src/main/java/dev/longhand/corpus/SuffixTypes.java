package dev.longhand.corpus;

/**
 * Of each suffix, whether it is smaller (S) or larger (L) than the one after it. The empty suffix behind the text is the smallest
 * of all, so the last one is L.
 */
final class SuffixTypes {
    private final long[] smaller;

    SuffixTypes(Symbols text) {
        int n = text.size();
        smaller = new long[(n >>> 6) + 1];
        boolean isSmaller = false;
        for (int i = n - 2, next = text.at(n - 1); i >= 0; i--) {
            int symbol = text.at(i);
            isSmaller = symbol < next || (symbol == next && isSmaller);
            if (isSmaller) {
                smaller[i >>> 6] |= 1L << i;
            }
            next = symbol;
        }
    }

    boolean isSmaller(int i) {
        return (smaller[i >>> 6] & 1L << i) != 0;
    }

    /** Whether it is S and the one before it L (a "leftmost S"). */
    boolean isLeftmost(int i) {
        return i > 0 && isSmaller(i) && !isSmaller(i - 1);
    }
}
