package dev.longhand.web;

import java.util.Map;

/** A body, or a part of one, is larger than a limit that has a name. */
public final class TooLarge extends ProblemException {
    private final String limit;
    private final long maximum;

    /**
     * @param what    what is too large, as the subject of a sentence
     * @param limit   the property that sets the limit
     * @param maximum the limit in bytes
     */
    public TooLarge(String what, String limit, long maximum) {
        super(ProblemType.TOO_LARGE, "%s is larger than the limit of %,d bytes (%s).".formatted(what, maximum, limit));
        this.limit = limit;
        this.maximum = maximum;
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("limit", limit, "maximum", maximum);
    }
}
