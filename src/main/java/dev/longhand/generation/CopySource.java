package dev.longhand.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Whether there was a corpus to look for copies in.
 *
 * @param reason why there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CopySource(boolean available, @Nullable String reason) {
    static final CopySource AVAILABLE = new CopySource(true, null);
}
