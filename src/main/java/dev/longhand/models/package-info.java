/**
 * Trained models: their description in the database, their weights in storage, the recently used ones in memory. Training
 * writes here; generation and diagnostics read; none of them opens an artifact itself.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"engine", "text", "storage", "web"})
package dev.longhand.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
