package dev.longhand.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longhand.corpus.Overlap;
import org.jspecify.annotations.Nullable;

/**
 * The longest piece of a text that stands verbatim in the corpus that the model was trained on.
 *
 * @param length   of it in characters; 0 where no character is in both
 * @param text     what is in both
 * @param position where it begins in the corpus, in characters as training reads it; one of the places where there are several
 * @param seed     what this choice alone comes from, with n 1; only where it was written again
 * @param tries    how often it was written; only with {@code maxCopy}
 * @param limitMet whether the piece is no longer than {@code maxCopy}; where no try was, this is the one that copies least
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Copy(
        int length,
        String text,
        long position,
        @Nullable Long seed,
        @Nullable Integer tries,
        @Nullable Boolean limitMet) {
    static Copy of(Overlap overlap) {
        return new Copy(overlap.length(), overlap.text(), overlap.position(), null, null, null);
    }

    static Copy of(CopyLimit.Outcome<?> outcome, CopyLimit limit) {
        var overlap = outcome.overlap();
        return new Copy(
                overlap.length(),
                overlap.text(),
                overlap.position(),
                outcome.seed(),
                outcome.tries(),
                limit.isMet(overlap));
    }
}
