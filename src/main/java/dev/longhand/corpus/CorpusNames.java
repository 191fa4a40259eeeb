package dev.longhand.corpus;

import org.jspecify.annotations.Nullable;

/** Names of corpora that nobody chose. */
public final class CorpusNames {
    private static final int MAX_LENGTH = 200;

    private CorpusNames() {}

    /** As far as the name of a file can be that of a corpus. */
    public static String ofFile(@Nullable String name) {
        var printable =
                name == null ? "" : name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "").strip();
        int length = Math.min(printable.length(), MAX_LENGTH);
        // never through the middle of a pair
        int end =
                length < printable.length() && Character.isLowSurrogate(printable.charAt(length)) ? length - 1 : length;
        return printable.isEmpty() ? "untitled" : printable.substring(0, end);
    }
}
