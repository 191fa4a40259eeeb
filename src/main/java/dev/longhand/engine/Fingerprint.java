package dev.longhand.engine;

import dev.longhand.engine.artifact.Sha256;
import dev.longhand.engine.cell.Backend;
import java.util.Locale;

/** SHA-256 of what the bits of a training depend on: its spec, how much text it reads, and what computes here. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(TrainingSpec spec, TokenSource training, TokenSource validation, Backend backend) {
        var text = String.format(
                Locale.ROOT,
                "%s; trained on %s, validated on %s; by %s in %s",
                spec,
                text(training),
                text(validation),
                backend,
                spec.precisionHere());
        return Sha256.of(text);
    }

    private static String text(TokenSource source) {
        return switch (source) {
            case TokenSource.Stream stream -> stream.tokens().size() + " tokens";
            case TokenSource.Segments segments ->
                segments.tokens().size() + " tokens in " + segments.count() + " segments";
        };
    }
}
