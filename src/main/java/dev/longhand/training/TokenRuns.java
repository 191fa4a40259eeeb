package dev.longhand.training;

import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A text as runs that know nothing of each other. The last token of a run is the first of the next one: there it is predicted,
 * here it is only read.
 *
 * @param borders where the first run begins, where the next ones do, and where the last token of the last one stands
 */
@SuppressWarnings("ArrayRecordComponent") // millions of numbers; nobody compares two of these
record TokenRuns(Tokens tokens, long[] borders) {
    static TokenRuns of(TokenSource text) {
        return switch (text) {
            case TokenSource.Stream stream ->
                new TokenRuns(stream.tokens(), new long[] {0, stream.tokens().size() - 1});
            case TokenSource.Segments segments ->
                new TokenRuns(
                        segments.tokens(),
                        LongStream.concat(LongStream.of(0), Arrays.stream(segments.ends()))
                                .toArray());
        };
    }

    long begin() {
        return borders[0];
    }

    /** The last token. */
    long end() {
        return borders[borders.length - 1];
    }

    /** The end of it, with so many predictions at most. */
    TokenRuns last(long predictions) {
        return between(Math.max(begin(), end() - predictions), end());
    }

    /** The beginning of it, with so many predictions at most. */
    TokenRuns first(long predictions) {
        return between(begin(), Math.min(end(), begin() + predictions));
    }

    /** A run may be cut: what is left of it is a run. */
    private TokenRuns between(long from, long to) {
        var within = Arrays.stream(borders).filter(border -> border > from && border < to);
        return new TokenRuns(
                tokens,
                LongStream.concat(LongStream.concat(LongStream.of(from), within), LongStream.of(to))
                        .toArray());
    }
}
