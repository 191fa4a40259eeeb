/**
 * The texts that users uploaded, and what is in them. A corpus is immutable: it comes in as a stream, is checked and counted
 * on its way to disk, and goes out as it came. Training reads it; who still needs one says so through {@link
 * dev.longhand.corpus.CorpusUse}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"storage", "text", "web"})
package dev.longhand.corpus;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
