/**
 * PyTorch, through DJL, in a JVM and on a class path of its own: a peer to measure against, an oracle for the engine's tests,
 * and a reader of the project's models that shares no code with the project.
 */
package dev.longhand.bench.pytorch;
