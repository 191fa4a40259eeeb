package dev.longhand.training;

import dev.longhand.engine.CheckpointFile;
import dev.longhand.storage.DurableMove;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The checkpoints of one job on disk, as one worker writes them and clears up behind itself and those before it. */
final class CheckpointDirectory {
    /** So many of each kind are kept: one that cannot be read does not cost the training. */
    private static final int KEPT = 2;

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
     * Makes a checkpoint visible, durable and checked, and removes what it replaces.
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
            clearUp();
            return new WorkerMessage.Checkpoint(step, name.toString(), sha256, bytes, anchors.isAt(step));
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private static String writeTo(Path staged, Content content) throws IOException {
        var digest = sha256();
        try (var out =
                new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(staged), 1 << 16), digest)) {
            content.write(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
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
                .sorted(CheckpointName.NEWEST_FIRST)
                .toList();
    }

    /** After a fall back what came later never was. */
    void forgetAfter(long step) throws IOException {
        delete(name -> name.step() > step);
    }

    /** Those of earlier attempts stay until there are enough of this one; and their anchors as long as they may be needed. */
    private void clearUp() throws IOException {
        boolean hasEnough = known.stream().filter(this::isOwn).count() >= KEPT;
        var kept = newest(name -> anchors.isAt(name.step()));
        kept.addAll(newest(name -> !anchors.isAt(name.step()) && (isOwn(name) || !hasEnough)));
        delete(name -> !kept.contains(name) && (isOwn(name) || hasEnough));
    }

    private Set<CheckpointName> newest(Predicate<CheckpointName> kind) {
        return known.stream()
                .filter(kind)
                .sorted(CheckpointName.NEWEST_FIRST)
                .limit(KEPT)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private boolean isOwn(CheckpointName name) {
        return name.fence() == order.fence();
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
        }
        return names;
    }
}
