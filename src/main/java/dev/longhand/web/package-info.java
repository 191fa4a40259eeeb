/**
 * What every endpoint shares: problems (RFC 9457), pages of a list, request limits and the list of all limits. It knows no
 * feature; features throw its exceptions and answer with its pages.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.longhand.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
