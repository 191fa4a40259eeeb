/** The threads that share the work of one network; below everything that computes, so that all of it divides work one way. */
@NullMarked
package dev.longhand.engine.crew;

import org.jspecify.annotations.NullMarked;
