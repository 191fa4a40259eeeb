package dev.longhand.training;

import dev.longhand.engine.CheckpointFile;
import dev.longhand.storage.DurableMove;
import dev.longhand.storage.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The checkpoints of one job on disk, as one worker writes them. It removes none but those that a divergence has made void: which
 * others count no more only the service knows, once it has written down that a newer one does.
 */
final class CheckpointDirectory {
    private final WorkerOrder order;
    private final Anchors anchors;
    /** Those that this worker wrote or went on from: of one past. */
    private final Set<CheckpointName> known = new HashSet<>();

    CheckpointDirectory(WorkerOrder order, Anchors anchors) {
        this.order = order;
        this.anchors = anchors;
    }

    /** Writes what a checkpoint holds. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    /**
     * Makes a checkpoint visible, durable and checked.
     *
     * @throws IOException when it could not be written; nothing of it is left then
     * @throws dev.longhand.engine.BadCheckpoint when it does not read back as it was written; so too
     */
    WorkerMessage.Checkpoint write(long step, Content content) throws IOException {
        var name = new CheckpointName(order.jobId(), order.fence(), step);
        var staged = order.staging().resolve(name + ".checkpoint");
        try {
            var sha256 = writeTo(staged, content);
            CheckpointFile.open(staged).close();
            long bytes = Files.size(staged);
            DurableMove.move(staged, path(name));
            known.add(name);
            return new WorkerMessage.Checkpoint(step, name.toString(), sha256, bytes, anchors.isAt(step));
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private static String writeTo(Path staged, Content content) throws IOException {
        var digest = Sha256.start();
        try (var out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(staged), 1 << 16), digest)) {
            content.write(out);
        }
        return Sha256.finish(digest);
    }

    Path path(CheckpointName name) {
        return order.checkpoints().resolve(name.toString());
    }

    /** A checkpoint that training went on from, or can fall back to. */
    void know(CheckpointName name) {
        known.add(name);
    }

    /** The anchors that a training can fall back to when it diverges at a step, the best one first. */
    List<CheckpointName> anchorsBefore(long divergedStep) {
        return known.stream()
                .filter(name -> anchors.isAt(name.step()) && name.step() < divergedStep)
                // the service removes those that it does not count any more
                .filter(name -> Files.exists(path(name)))
                .sorted(CheckpointName.NEWEST_FIRST)
                .toList();
    }

    /** After a fall back what came later never was. */
    void forgetAfter(long step) throws IOException {
        delete(name -> name.step() > step);
    }

    /** Never those of a later claim: then it is this worker that nobody waits for any more. */
    private void delete(Predicate<CheckpointName> superfluous) throws IOException {
        for (var name : files()) {
            if (name.jobId().equals(order.jobId()) && name.fence() <= order.fence() && superfluous.test(name)) {
                Files.deleteIfExists(path(name));
                known.remove(name);
            }
        }
    }

    private List<CheckpointName> files() throws IOException {
        var names = new ArrayList<CheckpointName>();
        if (!Files.isDirectory(order.checkpoints())) {
            return names; // made with the first checkpoint that there ever is
        }
        try (var files = Files.newDirectoryStream(order.checkpoints(), order.jobId() + ".*")) {
            files.forEach(file -> CheckpointName.of(file).ifPresent(names::add));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }
}
