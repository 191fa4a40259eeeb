/** Recurrences over a sequence, one readable reference class a cell in plain ND4J, and its oneDNN twin. */
@NullMarked
package dev.longhand.engine.cell;

import org.jspecify.annotations.NullMarked;
