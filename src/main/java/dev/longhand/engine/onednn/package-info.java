/** The few things of oneDNN that the engine calls, with their lifetimes and thread rules; the only package that knows its API. */
@NullMarked
package dev.longhand.engine.onednn;

import org.jspecify.annotations.NullMarked;
