package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what the bits of a training depend on: its spec, how much text it reads, and what computes here. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(TrainingSpec spec, TokenSource training, TokenSource validation, Backend backend) {
        var text = "%s; trained on %s, validated on %s; by %s in %s"
                .formatted(spec, text(training), text(validation), backend, spec.precisionHere());
        return HexFormat.of().formatHex(sha256(text));
    }

    private static String text(TokenSource source) {
        return switch (source) {
            case TokenSource.Stream stream ->
                "%d tokens".formatted(stream.tokens().size());
            case TokenSource.Segments segments ->
                "%d tokens in %d segments".formatted(segments.tokens().size(), segments.count());
        };
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
