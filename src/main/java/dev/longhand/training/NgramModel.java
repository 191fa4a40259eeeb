package dev.longhand.training;

/**
 * Interpolated n-grams after Kneser and Ney (1995; interpolated as in Chen and Goodman 1999), the strongest model that only
 * counts. With c(hw) for how often w came after the context h, c(h) for their sum, t(h) for how many different w came after
 * h, and h₋ for the context without its first token:
 *
 * <pre>
 *   P(w|h) = (max(c(hw) − D, 0) + D·t(h)·P(w|h₋)) / c(h)        below the empty context: 1 / V
 *   D      = n₁ / (n₁ + 2·n₂)                                   one a length; n₁, n₂ n-grams that came once, twice
 * </pre>
 *
 * <p>For n-grams shorter than the longest, c counts the different tokens that stood before them, not how often they came:
 * a short context is asked only where the long one knows nothing. Those at the beginning of a segment have nothing before
 * them and count as they come.
 */
final class NgramModel {
    /** Where n₁ or n₂ is 0 there is nothing to estimate it from. */
    private static final double USUAL_DISCOUNT = 0.5;

    private final int order;
    private final int vocabularySize;
    private final NgramCounts counts;
    /** Of n-grams of length k + 1 that were counted once, twice. */
    private final long[] once;

    private final long[] twice;

    /** The contexts that end at the token read last, by their length; {@link NgramCounts#NONE} where unknown. */
    private final int[] contexts;

    private final int[] found;
    private int length;
    private boolean isFull;

    /**
     * @param order  of the longest n-grams
     * @param budget bytes of heap at most
     */
    NgramModel(int order, int vocabularySize, long budget) {
        this.order = order;
        this.vocabularySize = vocabularySize;
        this.counts = new NgramCounts(budget);
        this.once = new long[order];
        this.twice = new long[order];
        this.contexts = new int[order];
        this.found = new int[order + 1];
    }

    /** Begins to learn from a text: nothing that came before is a context any more. */
    void begin(int first) {
        length = 0;
        found[1] = counts.findOrAdd(NgramCounts.ROOT, first);
        isFull = found[1] == NgramCounts.NONE;
        advance();
    }

    /** Begins to read a text without learning from it. */
    void beginReading(int first) {
        length = 0;
        read(first);
    }

    /** Whether there is no room for another n-gram; learning ends there. */
    boolean isFull() {
        return isFull;
    }

    /** Learns that this token comes next, and goes on behind it. */
    void learn(int token) {
        for (int k = 0; k <= length; k++) {
            found[k + 1] = counts.findOrAdd(contexts[k], token);
            if (found[k + 1] == NgramCounts.NONE) {
                isFull = true;
                return;
            }
        }
        boolean isNew = true;
        for (int k = length; k >= 0 && isNew; k--) {
            isNew = count(k, found[k + 1]);
        }
        advance();
    }

    private boolean count(int k, int node) {
        boolean isFirst = counts.count(contexts[k], node);
        int count = counts.count(node);
        once[k] += count == 1 ? 1 : count == 2 ? -1 : 0;
        twice[k] += count == 2 ? 1 : count == 3 ? -1 : 0;
        return isFirst;
    }

    /** What is the longest n-gram now is no context: it would be too long. */
    private void advance() {
        length = Math.min(length + 1, order - 1);
        System.arraycopy(found, 1, contexts, 1, length);
    }

    /** Goes on behind this token without learning from it. */
    void read(int token) {
        for (int k = 0; k <= length; k++) {
            found[k + 1] = contexts[k] == NgramCounts.NONE ? NgramCounts.NONE : counts.find(contexts[k], token);
        }
        advance();
    }

    /** How probable it is that this token comes next. */
    double probability(int token) {
        double probability = 1.0 / vocabularySize;
        for (int k = 0; k <= length && isKnown(contexts[k]); k++) {
            int node = counts.find(contexts[k], token);
            int count = node == NgramCounts.NONE ? 0 : counts.count(node);
            double discount = discount(k);
            double left = discount * counts.types(contexts[k]) * probability;
            probability = (Math.max(count - discount, 0) + left) / counts.total(contexts[k]);
        }
        return probability;
    }

    private boolean isKnown(int context) {
        return context != NgramCounts.NONE && counts.total(context) > 0;
    }

    /** Of n-grams of length k + 1. */
    double discount(int k) {
        return once[k] == 0 || twice[k] == 0 ? USUAL_DISCOUNT : (double) once[k] / (once[k] + 2 * twice[k]);
    }
}
