package dev.longhand.corpus;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a corpus, for whoever knows where it lies and has no database to ask. */
public final class CorpusFile {
    private CorpusFile() {}

    /** The text as training reads it: without byte order mark, with LF for CRLF. */
    public static Reader read(Path file) throws IOException {
        return new NormalizedReader(Files.newBufferedReader(file, StandardCharsets.UTF_8));
    }
}
