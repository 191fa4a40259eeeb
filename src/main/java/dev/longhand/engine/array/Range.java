package dev.longhand.engine.array;

/** Elements {@code [begin, end)} of a vector. */
public record Range(long begin, long end) {}
