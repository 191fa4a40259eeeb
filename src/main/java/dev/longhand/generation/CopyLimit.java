package dev.longhand.generation;

import dev.longhand.corpus.Overlap;
import dev.longhand.engine.RandomStreams;
import dev.longhand.web.Unavailable;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How much of a text may be copied, and how often it is written again where it is more.
 *
 * @param characters the longest piece that may be
 * @param maxTries   how often it is written at most, the first time included
 */
record CopyLimit(int characters, int maxTries) {
    /** Whatever is copied may be. */
    static final CopyLimit NONE = new CopyLimit(Integer.MAX_VALUE, 1);

    /**
     * The best of what was written.
     *
     * @param seed  what it was written again with; null for the first time
     * @param tries how often it was written
     */
    record Outcome<T>(T written, Overlap overlap, @Nullable Long seed, int tries) {}

    /** The seed of a choice that is written again; the first time counts as try 1 and has the request's own seed. */
    static long seed(long requested, int choice, int number) {
        return RandomStreams.of(requested, "copy " + number, choice).nextLong(TextGeneration.LARGEST_DRAWN_SEED);
    }

    /**
     * Writes a choice again until it is within the limit, or has been tried often enough; of several that are not, the first of
     * those that copy least is the best.
     *
     * @param first what was written with the seed of the request
     * @param again writes with another seed
     */
    <T> Outcome<T> keep(T first, long requested, int choice, Function<T, Overlap> measure, LongFunction<T> again) {
        var best = new Outcome<>(first, measure.apply(first), null, 1);
        int tries = 1;
        while (!isMet(best.overlap) && tries < maxTries) {
            tries++;
            long seed = seed(requested, choice, tries);
            T written;
            try {
                written = again.apply(seed);
            } catch (Unavailable e) {
                break; // there is no time or no place for more: what there is is an answer
            }
            var overlap = measure.apply(written);
            if (overlap.length() < best.overlap.length()) {
                best = new Outcome<>(written, overlap, seed, tries);
            }
        }
        return new Outcome<>(best.written, best.overlap, best.seed, tries);
    }

    boolean isMet(Overlap overlap) {
        return overlap.length() <= characters;
    }
}
