package dev.longhand.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, newest first.
 *
 * @param next what to send as {@code after} for the next page, or null on the last one
 */
public record JobEventPage(
        List<JobEventResponse> items, @Nullable String next) {
    /** From events that were read with one more than the limit. */
    static JobEventPage of(List<JobEventResponse> events, int limit) {
        boolean more = events.size() > limit;
        var shown = more ? events.subList(0, limit) : events;
        return new JobEventPage(shown, more ? Long.toString(shown.getLast().number()) : null);
    }
}
