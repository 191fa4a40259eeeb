/**
 * Requests that may be sent again: what {@link dev.longhand.web.Idempotent} promises. A filter claims the request's key in the
 * database, lets the controller answer, and keeps the answer. Nobody uses it; who wants it writes the annotation.
 */
@NullMarked
package dev.longhand.web.idempotency;

import org.jspecify.annotations.NullMarked;
