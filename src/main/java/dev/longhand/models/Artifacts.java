package dev.longhand.models;

import dev.longhand.engine.ModelFile;
import dev.longhand.storage.DurableMove;
import dev.longhand.storage.FileStore;
import dev.longhand.storage.Sha256;
import dev.longhand.web.Ids;
import dev.longhand.web.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The files of models: written or taken in, checked by reading them back, and only then visible. */
@Component
class Artifacts {
    static final String AREA = "models";

    private final FileStore store;
    private final long maxBytes;

    Artifacts(FileStore store, ModelProperties properties) {
        this.store = store;
        this.maxBytes = properties.maxArtifactSize().toBytes();
    }

    /** Takes a file from elsewhere, byte by byte as it is. */
    StoredArtifact take(InputStream file) throws IOException {
        try (var staged = store.stage()) {
            try (var out = staged.open()) {
                copy(file, out);
            }
            var artifact = stored(ArtifactFile.check(staged.path()));
            staged.publish(AREA, artifact.id().toString());
            return artifact;
        }
    }

    private void copy(InputStream file, OutputStream out) throws IOException {
        if (file.transferTo(new Bounded(out, maxBytes)) == 0) {
            throw new BadArtifact("The file is empty.");
        }
    }

    /**
     * Takes a file of this machine as it is and where it is: it is moved into its place.
     *
     * @throws IOException when it cannot be moved, or is not the file that is expected
     */
    StoredArtifact adopt(Path file, String sha256) throws IOException {
        var artifact = stored(head(file));
        if (!artifact.sha256().equals(sha256)) {
            throw new IOException(
                    "The artifact %s has the SHA-256 %s, not %s".formatted(file, artifact.sha256(), sha256));
        }
        DurableMove.move(file, path(artifact.id()));
        return artifact;
    }

    private static ArtifactFile head(Path file) throws IOException {
        try {
            return ArtifactFile.head(file);
        } catch (BadArtifact e) {
            throw new IOException("The artifact %s is not what was written".formatted(file), e);
        }
    }

    private static StoredArtifact stored(ArtifactFile file) {
        return new StoredArtifact(Ids.next(), file.sha256(), file.bytes(), file.description());
    }

    /**
     * Reads a published artifact.
     *
     * @throws IOException when it is missing or not what was published
     */
    LoadedModel load(UUID id, String sha256) throws IOException {
        var path = path(id);
        check(id, Sha256.of(path), sha256);
        try (var file = ModelFile.open(path)) {
            var description = ArtifactMetadata.read(file.metadata());
            return new LoadedModel(id, file.weights(description.network()), description.tokenizer());
        }
    }

    private static void check(UUID id, String found, String published) throws IOException {
        if (!found.equals(published)) {
            throw new IOException("The artifact of model " + id + " is damaged");
        }
    }

    /**
     * A published artifact as an ONNX file.
     *
     * @throws IOException when it is missing or not what was published
     */
    OnnxResource onnx(UUID id, String sha256) throws IOException {
        var artifact = ArtifactFile.head(path(id));
        check(id, artifact.sha256(), sha256);
        return OnnxResource.of(artifact);
    }

    Path path(UUID id) {
        return store.path(AREA, id.toString());
    }

    void delete(UUID id) {
        store.delete(AREA, id.toString());
    }

    /** Refuses to write more than the largest artifact. */
    private static final class Bounded extends OutputStream {
        private final OutputStream out;
        private final long maximum;
        private long written;

        Bounded(OutputStream out, long maximum) {
            this.out = out;
            this.maximum = maximum;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            written += length;
            if (written > maximum) {
                throw new TooLarge("The artifact", ModelProperties.MAX_ARTIFACT_SIZE, maximum);
            }
            out.write(bytes, offset, length);
        }
    }
}
