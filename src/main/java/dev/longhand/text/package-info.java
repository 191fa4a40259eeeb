/**
 * Text to token ids and back. Plain Java: it knows no framework, no file format and no network; token ids are all that the
 * engine ever sees of a text.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.longhand.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
