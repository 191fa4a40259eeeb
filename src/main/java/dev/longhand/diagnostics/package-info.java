/**
 * What happens inside a network: states and gates token by token, and what becomes of a gradient on its way back through time. It
 * only looks: models are read, and networks that a request describes are forgotten with the answer.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"models", "corpus", "engine", "text", "web"})
package dev.longhand.diagnostics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
