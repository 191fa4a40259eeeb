/**
 * Bytes that survive: written beside their place, forced to disk, checked by their writer, renamed, and only then there.
 * It knows names and bytes, not what they mean; corpora and models keep their files here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.longhand.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
