package dev.longhand.models;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.SmallWeights;
import dev.longhand.fuzz.DamagedFile;
import dev.longhand.fuzz.Target;
import dev.longhand.fuzz.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Artifacts of every cell and tokenizer, as the service writes them and as somebody would by hand, without anything that tells of
 * damage; read as an import is.
 */
public final class ArtifactTarget implements Target {
    private static final Set<String> BY_HAND =
            Set.of(ArtifactMetadata.FORMAT, ArtifactMetadata.NETWORK, ArtifactMetadata.TOKENIZER);

    private final List<Artifact> artifacts = new ArrayList<>();
    private final Path file;
    private final Path again;

    /** @param sha256 of the artifact as the service writes it; whatever has its lineage must be that one */
    private record Artifact(byte[] bytes, String sha256) {}

    public ArtifactTarget(Path directory) throws IOException {
        this.file = directory.resolve("damaged.safetensors");
        this.again = directory.resolve("again.safetensors");
        for (var tokenizer : SmallTokenizers.all()) {
            for (var cell : CellType.values()) {
                add(new ModelDescription(
                        new NetworkSpec(cell, Activation.TANH, 1, 2, 1, tokenizer.vocabularySize(), false, 0, 0),
                        tokenizer,
                        SmallTokenizers.segmentation(tokenizer),
                        Map.of("loss", 1.25),
                        Map.of("seed", 7, "spec", Map.of("epochs", 3))));
            }
        }
    }

    private void add(ModelDescription description) throws IOException {
        var weights = SmallWeights.of(description.network());
        var written = ArtifactFile.write(file, weights, description);
        artifacts.add(new Artifact(Files.readAllBytes(file), written.sha256()));
        var byHand = new TreeMap<>(ArtifactMetadata.of(description));
        byHand.keySet().removeIf(key -> key.equals(MetadataSeal.KEY) || key.equals(ArtifactMetadata.LINEAGE));
        artifacts.add(new Artifact(WholeFile.withMetadata(Files.readAllBytes(file), byHand), ""));
        if (!description.tokenizer().endOfSegment().isPresent()) {
            byHand.keySet().retainAll(BY_HAND);
            artifacts.add(new Artifact(WholeFile.withMetadata(Files.readAllBytes(file), byHand), ""));
        }
    }

    @Override
    public boolean accepts(RandomGenerator chance) throws IOException, Wrong {
        var artifact = artifacts.get(chance.nextInt(artifacts.size()));
        var damaged = DamagedFile.of(artifact.bytes, chance);
        Files.write(file, damaged);
        try {
            var read = ArtifactFile.check(file);
            var written = written(read);
            Target.check(
                    read.description().lineage().isEmpty() || written.sha256().equals(artifact.sha256),
                    "another artifact is taken than was written");
            WholeFile.check(damaged);
            Target.check(written(written).sha256().equals(written.sha256()), "written again it is another one");
            return true;
        } catch (BadArtifact e) {
            Target.check(String.valueOf(e.getMessage()).length() < 1000, "a refusal as long as the file");
            return false;
        }
    }

    /** As the service would write what it has read. */
    private ArtifactFile written(ArtifactFile read) throws IOException {
        return ArtifactFile.write(again, read.weights(), read.description());
    }
}
