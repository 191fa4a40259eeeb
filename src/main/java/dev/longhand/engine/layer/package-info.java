/** What a network is made of besides its cells: parameters, embedding, decoder; and the passes that run them one after another. */
@NullMarked
package dev.longhand.engine.layer;

import org.jspecify.annotations.NullMarked;
