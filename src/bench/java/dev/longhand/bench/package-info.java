/**
 * Longhand measured beside its peers and checked by them. Not part of the service: profile {@code bench} alone compiles it,
 * among the tests. The peers stand in projects of their own beside this one and run in JVMs of their own.
 */
@NullMarked
package dev.longhand.bench;

import org.jspecify.annotations.NullMarked;
