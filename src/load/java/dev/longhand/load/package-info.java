/**
 * The packaged service under load: many streams, more requests than there is room for, clients that go away or hardly read. Not part
 * of the service: profile {@code load} compiles it among the tests, over what {@code resilience} starts servers with.
 */
@NullMarked
package dev.longhand.load;

import org.jspecify.annotations.NullMarked;
