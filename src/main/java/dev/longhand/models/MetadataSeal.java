package dev.longhand.models;

import dev.longhand.engine.ModelFile;
import dev.longhand.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a damaged header known where it would still read well, as with another letter in a vocabulary: a SHA-256 over the
 * names and texts of our own metadata, in the order of the names. {@link ModelFile#SHA256} covers the tensors. Whoever writes an
 * artifact by hand needs neither; a file that has a lineage, as all of ours have, must have both.
 */
final class MetadataSeal {
    static final String KEY = "longhand.seal";

    private static final String OURS = "longhand.";

    private MetadataSeal() {}

    static String of(Map<String, String> metadata) {
        var digest = Sha256.start();
        new TreeMap<>(metadata).forEach((key, text) -> {
            if (key.startsWith(OURS) && !key.equals(KEY) && !key.equals(ModelFile.SHA256)) {
                digest.update((key + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8));
            }
        });
        return Sha256.finish(digest);
    }

    /** @throws BadArtifact when the metadata are not those that were written */
    static void check(Map<String, String> metadata) {
        if (!metadata.containsKey(KEY) && !metadata.containsKey(ArtifactMetadata.LINEAGE)) {
            return;
        }
        if (!of(metadata).equals(metadata.get(KEY)) || !metadata.containsKey(ModelFile.SHA256)) {
            throw new BadArtifact("The metadata are not those that were written: %s or %s differs or is missing."
                    .formatted(KEY, ModelFile.SHA256));
        }
    }
}
