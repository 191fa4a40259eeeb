package dev.longhand.web;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param items what is on it
 * @param next  what to send as {@code after} for the next page, or null on the last one
 */
public record Page<T>(List<T> items, @Nullable UUID next) {
    public static final String DEFAULT_LIMIT = "20";
    public static final int MAX_LIMIT = 100;

    /** What stands for {@code after} on the first page: above every id. */
    public static final UUID FIRST = new UUID(-1L, -1L);

    /** A page from rows that were read with one more than the limit: the extra one says that more follow. */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, UUID> id, Function<R, T> item) {
        boolean more = rows.size() > limit;
        var shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(item).toList(), more ? id.apply(shown.getLast()) : null);
    }
}
