package dev.longhand.engine.layer;

/**
 * One parameter of a network and its place in the flat vector.
 *
 * @param name   what PyTorch would call it
 * @param rows   outer size of the row-major matrix
 * @param columns inner size; a vector is a matrix of one row
 * @param offset where it begins
 */
public record Parameter(String name, long rows, long columns, long offset) {
    public long length() {
        return rows * columns;
    }
}
