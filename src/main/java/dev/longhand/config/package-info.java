/**
 * The few beans that no feature owns: the clock, the OpenAPI document, and the demo, which is a client of the public API like
 * any other.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.longhand.config;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
