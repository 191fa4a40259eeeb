package dev.longhand.engine.artifact;

import java.util.List;

/**
 * One tensor as the header describes it.
 *
 * @param shape sizes, outermost first; row-major
 * @param begin where its bytes begin, counted from the end of the header
 * @param end   where they end
 */
public record TensorInfo(String name, String dtype, List<Long> shape, long begin, long end) {}
