/**
 * What papers report of recurrent networks, done again with this engine: each experiment prints a table and draws a plot. Not
 * part of the service: profile {@code experiments} alone compiles it, among the tests.
 */
@NullMarked
package dev.longhand.experiments;

import org.jspecify.annotations.NullMarked;
