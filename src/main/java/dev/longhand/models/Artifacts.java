package dev.longhand.models;

import dev.longhand.engine.BadModelFile;
import dev.longhand.engine.ModelFile;
import dev.longhand.engine.Weights;
import dev.longhand.storage.FileStore;
import dev.longhand.web.Ids;
import dev.longhand.web.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The files of models: written or taken in, checked by reading them back, and only then visible. */
@Component
class Artifacts {
    private static final String AREA = "models";

    private final FileStore store;
    private final long maxBytes;

    Artifacts(FileStore store, ModelProperties properties) {
        this.store = store;
        this.maxBytes = properties.maxArtifactSize().toBytes();
    }

    StoredArtifact write(Weights weights, ModelDescription description) throws IOException {
        try (var staged = store.stage()) {
            try (var out = staged.open()) {
                ModelFile.write(out, weights, ArtifactMetadata.of(description));
            }
            var artifact = check(staged.path());
            staged.publish(AREA, artifact.id().toString());
            return artifact;
        }
    }

    /** Takes a file from elsewhere, byte by byte as it is. */
    StoredArtifact take(InputStream file) throws IOException {
        try (var staged = store.stage()) {
            try (var out = staged.open()) {
                copy(file, out);
            }
            var artifact = check(staged.path());
            staged.publish(AREA, artifact.id().toString());
            return artifact;
        }
    }

    private void copy(InputStream file, OutputStream out) throws IOException {
        if (file.transferTo(new Bounded(out, maxBytes)) == 0) {
            throw new BadArtifact("The file is empty.");
        }
    }

    /** Everything that loading the file later could stumble over. */
    private static StoredArtifact check(Path path) throws IOException {
        try (var file = ModelFile.open(path)) {
            var description = ArtifactMetadata.read(file.metadata());
            file.weights(description.network());
            return new StoredArtifact(Ids.next(), sha256(path), Files.size(path), description);
        } catch (BadModelFile e) {
            throw new BadArtifact(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads a published artifact.
     *
     * @throws IOException when it is missing or not what was published
     */
    LoadedModel load(UUID id, String sha256) throws IOException {
        var path = path(id);
        if (!sha256(path).equals(sha256)) {
            throw new IOException("The artifact of model " + id + " is damaged");
        }
        try (var file = ModelFile.open(path)) {
            var description = ArtifactMetadata.read(file.metadata());
            return new LoadedModel(id, file.weights(description.network()), description.tokenizer());
        }
    }

    Path path(UUID id) {
        return store.path(AREA, id.toString());
    }

    void delete(UUID id) {
        store.delete(AREA, id.toString());
    }

    private static String sha256(Path path) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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
