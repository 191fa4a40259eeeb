package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, newest first.
 *
 * @param hasMore whether another page follows, which begins {@code after} the last id of this one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ObjectList<T>(
        String object,
        List<T> data,
        @JsonProperty("has_more") boolean hasMore,
        @JsonProperty("first_id") @Nullable String firstId,
        @JsonProperty("last_id") @Nullable String lastId) {
    static <T> ObjectList<T> of(List<T> data, boolean hasMore, Function<T, String> id) {
        return new ObjectList<>(
                "list",
                data,
                hasMore,
                data.isEmpty() ? null : id.apply(data.getFirst()),
                data.isEmpty() ? null : id.apply(data.getLast()));
    }
}
