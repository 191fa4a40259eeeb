/** From a gradient to new weights: clipping and update rules over the flat vectors. */
@NullMarked
package dev.longhand.engine.optimizer;

import org.jspecify.annotations.NullMarked;
