/** The application itself; everything it does lives in the packages below, one module each. */
@NullMarked
package dev.longhand;

import org.jspecify.annotations.NullMarked;
