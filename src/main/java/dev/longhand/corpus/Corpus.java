package dev.longhand.corpus;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One uploaded text and what is in it. {@code bytes} and {@code sha256} are those of the upload; everything else counts the
 * text as training reads it: without a byte order mark, and with LF where the upload has CRLF.
 *
 * @param characters         Unicode code points
 * @param distinctCharacters different code points
 * @param lines              line feeds, and one more when the last line does not end in one
 * @param words              runs of characters that are not white space
 * @param warnings           what was found and how it is read
 */
public record Corpus(
        UUID id,
        String name,
        String sha256,
        long bytes,
        long characters,
        int distinctCharacters,
        long lines,
        long words,
        Instant createdAt,
        List<String> warnings) {}
