package dev.longhand.engine.artifact;

/**
 * One tensor to be written.
 *
 * @param shape  sizes, outermost first
 * @param values row-major
 */
public record Tensor(String name, long[] shape, float[] values) {}
