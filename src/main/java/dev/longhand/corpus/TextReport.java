package dev.longhand.corpus;

import java.util.List;

/** What was found in a text; the fields are those of {@link Corpus}. */
record TextReport(
        String sha256,
        long bytes,
        long characters,
        int distinctCharacters,
        long lines,
        long words,
        List<String> warnings) {}
