package dev.longhand.generation;

import dev.longhand.fuzz.Target;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Stop strings in texts that come in pieces, against a naive search in the whole text. */
public final class StopTarget implements Target {
    private static final int LONGEST = 60;
    private static final int MOST_STOPS = 6;
    /** As few letters as possible, so that stop strings begin, overlap and fail. */
    private static final List<String> LETTERS = List.of("a", "b", "aa", "ab", "\n", "🐻", "🐼", "漢", "ba\n");

    @Override
    public boolean accepts(RandomGenerator chance) throws Wrong {
        int letters = chance.nextInt(1, LETTERS.size() + 1);
        var stops = Stream.generate(() -> word(chance, letters, chance.nextInt(1, 6)))
                .limit(chance.nextInt(MOST_STOPS))
                .toList();
        var scan = new StopScan(new StopStrings(stops));
        var text = new StringBuilder();
        var shown = "";
        while (text.length() < LONGEST && !scan.read("")) {
            var piece = word(chance, letters, chance.nextInt(5));
            text.append(piece);
            scan.read(piece);
            shown = checked(scan, text.toString(), stops, shown);
        }
        return true;
    }

    /** What may be shown now. */
    private static String checked(StopScan scan, String text, List<String> stops, String shown) throws Wrong {
        var end = StopScanTest.naive(text, stops);
        boolean ended = end.length() < text.length();
        Target.check(scan.read("") == ended, "it ends where it does not, or the other way round");
        Target.check(scan.length() == end.length(), "it ends elsewhere");
        Target.check(
                scan.safe() == (ended ? end.length() : StopScanTest.naiveSafe(end, stops)), "something else is safe");
        Target.check(end.startsWith(shown), "what was shown has changed");
        return end.substring(0, scan.safe());
    }

    private static String word(RandomGenerator chance, int letters, int length) {
        return Stream.generate(() -> LETTERS.get(chance.nextInt(letters)))
                .limit(length)
                .reduce("", String::concat);
    }
}
