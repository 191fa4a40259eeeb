/**
 * Safetensors files, read as if an enemy had written them: nothing is allocated before the header has been checked against
 * the file and against what the caller expects. It knows names, shapes and numbers, not networks.
 */
@NullMarked
package dev.longhand.engine.artifact;

import org.jspecify.annotations.NullMarked;
