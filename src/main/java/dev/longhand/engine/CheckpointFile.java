package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.artifact.BadTensorFile;
import dev.longhand.engine.artifact.Tensor;
import dev.longhand.engine.artifact.TensorFile;
import dev.longhand.engine.artifact.TensorFileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A training between two of its steps in one safetensors file: all that is needed to go on as if nothing had happened. Its
 * last tensor seals it: where a bit has changed or the end is missing, it is refused. {@link Trainer#save} writes it and
 * {@link Trainer#resume} reads it; a caller may add what else it wants to know then.
 */
public final class CheckpointFile implements AutoCloseable {
    /** With which no name of the caller's metadata may begin. */
    static final String RESERVED = "longhand.checkpoint.";

    private static final String FINGERPRINT = "fingerprint";

    private final TensorFile file;
    private final Numbers numbers;
    private final Position position;

    private CheckpointFile(TensorFile file) {
        this.file = file;
        this.numbers = Numbers.of(own());
        this.position = Position.of(numbers);
    }

    /** The part of the metadata that is the training's own, without what it is reserved by. */
    private Map<String, String> own() {
        return file.metadata().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(RESERVED))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(RESERVED.length()), Map.Entry::getValue));
    }

    /**
     * @param fingerprint of the training that may go on from here
     * @param vectors     by name; read where they are, block by block
     * @throws IllegalArgumentException when the metadata has a {@linkplain #RESERVED reserved} name
     */
    static void write(
            OutputStream out,
            String fingerprint,
            Numbers numbers,
            Map<String, Floats> vectors,
            Map<String, String> metadata)
            throws IOException {
        SortedMap<String, String> all = new TreeMap<>(metadata);
        for (var name : metadata.keySet()) {
            if (name.startsWith(RESERVED)) {
                throw new IllegalArgumentException("Metadata must not be named '%s'".formatted(name));
            }
        }
        numbers.texts().forEach((name, text) -> all.put(RESERVED + name, text));
        all.put(RESERVED + FINGERPRINT, fingerprint);
        var tensors = vectors.entrySet().stream()
                .map(entry -> new Tensor(entry.getKey(), entry.getValue().memory()))
                .toList();
        TensorFileWriter.writeSealed(out, all, tensors);
    }

    /**
     * Opens a checkpoint and makes sure that it is as it was written.
     *
     * @throws BadCheckpoint when it is not, or is none at all
     */
    public static CheckpointFile open(Path path) throws IOException {
        try {
            return checked(TensorFile.open(path));
        } catch (BadTensorFile e) {
            throw new BadCheckpoint(String.valueOf(e.getMessage()));
        }
    }

    private static CheckpointFile checked(TensorFile file) {
        try {
            file.checkSeal();
            return new CheckpointFile(file);
        } catch (RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** What the caller wrote into it. */
    public Map<String, String> metadata() {
        return file.metadata().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(RESERVED))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The running epoch, from 1. */
    int epoch() {
        return position.epoch();
    }

    /** Steps that were made before. */
    public long step() {
        return position.step();
    }

    /** What every learning rate is multiplied by; 1 unless {@link Trainer#scaleLearningRate} was called. */
    double learningRateFactor() {
        return LearningRate.scale(numbers);
    }

    /** Of the training that may go on from here, in hexadecimal. */
    String fingerprint() {
        return numbers.text(FINGERPRINT);
    }

    Numbers numbers() {
        return numbers;
    }

    /**
     * @throws BadCheckpoint when it is of another training
     */
    void requireFingerprint(String expected) {
        if (!fingerprint().equals(expected)) {
            throw new BadCheckpoint(
                    "The checkpoint is of another training: its fingerprint is %s, this training's is %s."
                            .formatted(fingerprint(), expected));
        }
    }

    /**
     * Reads every vector into its place.
     *
     * @throws BadCheckpoint when one is missing or of another length
     */
    void read(Map<String, Floats> vectors) {
        try {
            vectors.forEach((name, vector) -> file.require(name, vector.length()));
            vectors.forEach((name, vector) -> file.read(name, vector.memory()));
        } catch (BadTensorFile e) {
            throw new BadCheckpoint(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
