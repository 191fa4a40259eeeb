package dev.longhand.generation;

/**
 * How far a penalty looks back: the last tokens of prompt and text together.
 *
 * @param size tokens
 */
record PenaltyWindow(int size) {
    /** How often each token comes, (V). */
    int[] counts(History history, int vocabularySize) {
        var counts = new int[vocabularySize];
        for (int place = Math.max(0, history.size() - size); place < history.size(); place++) {
            counts[history.get(place)]++;
        }
        return counts;
    }
}
