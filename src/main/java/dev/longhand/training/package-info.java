/**
 * Jobs that turn a corpus into a model: the queue, the run of one job, its progress and its measurements. Nobody depends on
 * this package but another wire format; what it makes is met in {@code models}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"corpus", "models", "engine", "text", "storage", "web"})
package dev.longhand.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
