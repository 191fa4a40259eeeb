package dev.longhand.web;

/**
 * How large the bodies that a path takes may be; a feature that takes large ones declares a bean of this.
 *
 * @param path     the exact path
 * @param property the property that sets the limit
 * @param bytes    the limit for what is uploaded, without the frame that multipart puts around it
 */
public record BodyLimit(String path, String property, long bytes) {}
