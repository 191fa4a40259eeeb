/** Memory of the engine: float32 arrays of ND4J, aligned, with the same bytes as Java loops and native libraries see them. */
@NullMarked
package dev.longhand.engine.array;

import org.jspecify.annotations.NullMarked;
