package dev.longhand.models;

import dev.longhand.engine.BadModelFile;
import dev.longhand.engine.ModelFile;
import dev.longhand.engine.Weights;
import dev.longhand.storage.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An artifact in a file, wherever it lies and whether or not the database knows it.
 *
 * @param sha256 of the whole file
 */
public record ArtifactFile(Path path, String sha256, long bytes, ModelDescription description) {
    /** Writes an artifact and reads it back to check it; making it durable is the caller's. */
    public static ArtifactFile write(Path path, Weights weights, ModelDescription description) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            ModelFile.write(out, weights, ArtifactMetadata.of(description));
        }
        return check(path);
    }

    /**
     * Reads all of a file: everything that loading it later could stumble over.
     *
     * @throws BadArtifact when it is no artifact, or a damaged one
     */
    static ArtifactFile check(Path path) throws IOException {
        try (var file = ModelFile.open(path)) {
            MetadataSeal.check(file.metadata());
        } catch (BadModelFile e) {
            throw new BadArtifact(String.valueOf(e.getMessage()));
        }
        var file = head(path);
        file.weights();
        return file;
    }

    /**
     * Reads the header and the SHA-256 of a file, but no weights.
     *
     * @throws BadArtifact when the header is not that of an artifact
     */
    public static ArtifactFile head(Path path) throws IOException {
        try (var file = ModelFile.open(path)) {
            var description = ArtifactMetadata.read(file.metadata());
            return new ArtifactFile(path, Sha256.of(path), Files.size(path), description);
        } catch (BadModelFile e) {
            throw new BadArtifact(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads the weights.
     *
     * @throws BadArtifact when they are not those of the network that the header declares, or damaged
     */
    public Weights weights() throws IOException {
        try (var file = ModelFile.open(path)) {
            return file.weights(description.network());
        } catch (BadModelFile e) {
            throw new BadArtifact(String.valueOf(e.getMessage()));
        }
    }
}
