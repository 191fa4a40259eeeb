package dev.longhand.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller's method that creates something, and creates it once however often its request is sent under the same {@code
 * Idempotency-Key}. The answer to the first is kept for a day and given again, with {@code Idempotent-Replayed: true}; the same
 * key with another path, query or body is {@code invalid} (422), and while the first request runs {@code conflict} (409 with
 * {@code Retry-After}). Requests without the header are none of its business.
 *
 * <p>Only success is kept. After an error nothing was created, so that repeating the request is safe, and most errors are
 * there to be corrected (a misspelt field) or waited for (a full queue): a kept one would answer 429 for a day.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = Idempotent.KEY,
        in = ParameterIn.HEADER,
        description =
                "Of your choice, new for each thing to create. The same request under the same key creates it once:"
                        + " sent again, it gets the first answer again.",
        schema = @Schema(type = "string", minLength = 1, maxLength = Idempotent.MAX_KEY_LENGTH))
public @interface Idempotent {
    /** The header that carries the key: 1 to {@value #MAX_KEY_LENGTH} visible ASCII characters. */
    String KEY = "Idempotency-Key";

    int MAX_KEY_LENGTH = 200;

    /** The query parameter that, when it is true, makes the method create nothing and the key meaningless. */
    String unless() default "";
}
