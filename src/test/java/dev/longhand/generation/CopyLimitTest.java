package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.corpus.Overlap;
import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyLimitTest {
    private static final long SEED = 42;

    private final List<Long> seeds = new ArrayList<>();

    /** Writes texts of letters, each of which is one great copy; the first is there already. */
    private CopyLimit.Outcome<String> keep(CopyLimit limit, int choice, Iterator<String> texts) {
        return limit.keep(texts.next(), SEED, choice, text -> new Overlap(text.length(), text, 0), seed -> {
            seeds.add(seed);
            return texts.next();
        });
    }

    private CopyLimit.Outcome<String> keep(CopyLimit limit, String... texts) {
        return keep(limit, 0, List.of(texts).iterator());
    }

    @Test
    void whatIsWithinTheLimitStays() {
        assertThat(keep(new CopyLimit(3, 8), "abc"))
                .isEqualTo(new CopyLimit.Outcome<>("abc", new Overlap(3, "abc", 0), null, 1));
        assertThat(seeds).isEmpty();
    }

    @Test
    void writesAgainUntilItIsWithinTheLimit() {
        var kept = keep(new CopyLimit(3, 8), "abcd", "abcdef", "ab", "never written");
        assertThat(kept.written()).isEqualTo("ab");
        assertThat(kept.tries()).isEqualTo(3);
        assertThat(kept.seed()).isEqualTo(seeds.getLast()).isEqualTo(CopyLimit.seed(SEED, 0, 3));
    }

    @Test
    void theFirstOfTheLeastIsTheBestWhereNoneIsWithinTheLimit() {
        var kept = keep(new CopyLimit(1, 4), "abcd", "xyz", "uvw", "abcdef", "never written");
        assertThat(kept.written()).isEqualTo("xyz");
        assertThat(kept.tries()).isEqualTo(4);
        assertThat(kept.seed()).isEqualTo(seeds.getFirst());
    }

    @Test
    void whatThereIsIsTheAnswerWhenThereIsNoPlaceForMore() {
        var kept = new CopyLimit(1, 4)
                .<String>keep("abc", SEED, 0, text -> new Overlap(text.length(), text, 0), seed -> {
                    if (!seeds.isEmpty()) {
                        throw new Unavailable("full", Duration.ofSeconds(1));
                    }
                    seeds.add(seed);
                    return "xy";
                });
        assertThat(kept.written()).isEqualTo("xy");
        assertThat(kept.tries()).isEqualTo(3);
    }

    @Test
    void oneTryIsNoneMore() {
        assertThat(keep(new CopyLimit(1, 1), "abcd", "x").written()).isEqualTo("abcd");
        assertThat(seeds).isEmpty();
    }

    @Test
    void everyChoiceAndEveryTryHasASeedOfItsOwnThatIsAlwaysTheSame() {
        var texts = List.of("aaaa", "bbbb", "cccc", "dddd");
        keep(new CopyLimit(1, 4), 0, texts.iterator());
        keep(new CopyLimit(1, 4), 1, texts.iterator());
        assertThat(seeds)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .allSatisfy(seed -> assertThat(seed).isBetween(0L, 1L << 53));
        var before = List.copyOf(seeds);
        seeds.clear();
        keep(new CopyLimit(1, 4), 0, texts.iterator());
        assertThat(seeds).isEqualTo(before.subList(0, 3));
    }
}
