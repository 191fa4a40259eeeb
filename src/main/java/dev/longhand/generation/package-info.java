/**
 * Text from a model: the request with its limits, sampling, stop strings, streams; and the batches in which the requests to one
 * model are computed together. It never trains and knows no job; it meets training in {@code models}. {@link TextGeneration} is the
 * door for other faces of the API. It looks into a corpus only to find what a text has copied.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"corpus", "models", "engine", "text", "web"})
package dev.longhand.generation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
