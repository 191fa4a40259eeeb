/**
 * The packaged service broken from outside in every way that it must survive. Not part of the service: profile {@code
 * resilience} alone compiles it, among the tests. It speaks HTTP with servers that it starts, and ends no other process.
 */
@NullMarked
package dev.longhand.resilience;

import org.jspecify.annotations.NullMarked;
