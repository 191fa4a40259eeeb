package dev.longhand.text;

/** Two tokens that stand side by side become one; both as they stand in the vocabulary. */
public record BpeMerge(String left, String right) {
    String joined() {
        return left + right;
    }
}
