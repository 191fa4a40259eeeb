package dev.longhand.generation;

/** What the rows of a participant carry after what they have read last. */
@FunctionalInterface
interface RowStates {
    /** A copy: layer by layer h and, where the cell keeps one, c. */
    float[][] of(int row);
}
