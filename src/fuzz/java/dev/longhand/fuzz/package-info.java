/**
 * What comes from outside, damaged at random: requests to the packaged service, and files and texts for what reads them. Not part
 * of the service: profile {@code fuzz} compiles it among the tests, over what {@code resilience} starts servers with.
 */
@NullMarked
package dev.longhand.fuzz;

import org.jspecify.annotations.NullMarked;
