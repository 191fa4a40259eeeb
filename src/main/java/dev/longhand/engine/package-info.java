/**
 * Recurrent networks: build, train a step, predict a step, save. Plain Java, ND4J and oneDNN; it knows no framework, no
 * JSON binding and no text: token ids come in, numbers go out. This package is the API; {@code layer} composes what
 * {@code cell} computes, beside {@code optimizer} and {@code artifact}, and none of them knows this package.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.longhand.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
