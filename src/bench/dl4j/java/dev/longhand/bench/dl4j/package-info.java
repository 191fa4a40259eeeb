/** Deeplearning4j in its default form, in a JVM and on a class path of its own: a peer to measure against. */
package dev.longhand.bench.dl4j;
