/**
 * What every endpoint shares: problems (RFC 9457), pages of a list, request limits, the list of all limits, and requests
 * that may be sent again. It knows no feature; features throw its exceptions and answer with its pages.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.longhand.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
