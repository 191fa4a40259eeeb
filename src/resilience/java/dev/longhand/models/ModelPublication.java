package dev.longhand.models;

import dev.longhand.engine.Weights;
import dev.longhand.storage.StoreIn;
import dev.longhand.text.CharTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.util.unit.DataSize;

/** What a worker and the service do to publish a model, by the classes that do it there. */
public final class ModelPublication {
    private final Artifacts artifacts;

    /**
     * @param store the directory of all files
     */
    public ModelPublication(Path store) {
        this.artifacts = new Artifacts(
                StoreIn.directory(store), new ModelProperties(DataSize.ofGigabytes(1), DataSize.ofGigabytes(1)));
    }

    /**
     * Writes, checks and publishes.
     *
     * @param staged where it is written first
     * @param note   goes into its lineage
     */
    public StoredArtifact publish(Path staged, Weights weights, List<String> vocabulary, String note)
            throws IOException {
        var description = new ModelDescription(
                weights.spec(),
                new CharTokenizer(vocabulary, false),
                "stream",
                Map.of("loss", 1.25),
                Map.of("note", note));
        var written = ArtifactFile.write(staged, weights, description);
        return artifacts.adopt(staged, written.sha256());
    }

    /** Whether a published model is what was published, read as the service does before it generates. */
    public boolean isWhole(StoredArtifact artifact) {
        try {
            artifacts.load(artifact.id(), artifact.sha256());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file is a model, read as one that somebody brings, where only the file itself can tell. */
    public static boolean isWhole(Path file) throws IOException {
        try {
            ArtifactFile.check(file);
            return true;
        } catch (BadArtifact e) {
            return false;
        }
    }

    public Path path(UUID id) {
        return artifacts.path(id);
    }
}
