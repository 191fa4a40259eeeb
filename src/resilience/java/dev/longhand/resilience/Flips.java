package dev.longhand.resilience;

import dev.longhand.models.ModelPublication;
import dev.longhand.models.StoredArtifact;
import dev.longhand.training.CheckpointPublication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Files are cut and bits of them flipped; then the latest checkpoint of a job that was killed. */
final class Flips implements Proof {
    private static final int FLIPS = 2000;
    /** So small that every byte of a file can be broken. */
    private static final int HIDDEN = 6;

    @Override
    public String name() {
        return "flips";
    }

    @Override
    public String must() {
        return "every truncation and 2,000 single-bit flips of a small artifact and a checkpoint: all refused by name;"
                + " resume falls back to the checkpoint before";
    }

    @Override
    public Finding prove(Setting setting) throws IOException {
        var checkpoint = checkpoint(setting);
        var stored = stored(setting);
        var imported = imported(setting);
        var fallBack = fallBack(setting);
        return Finding.of(
                checkpoint.holds() && stored.holds() && imported.holds() && fallBack.holds(),
                "checkpoint: %s; model in storage: %s; model as an import: %s; resume: %s",
                checkpoint,
                stored,
                imported,
                fallBack);
    }

    private static Damage checkpoint(Setting setting) throws IOException {
        var publication = new CheckpointPublication(
                Files.createDirectories(setting.directory().resolve("checkpoint")), 1);
        try (var trainer = SmallTraining.trainer(HIDDEN)) {
            publication.publish(1, trainer, Map.of());
        }
        var file = publication.published(1);
        return damage(setting, "checkpoint", file, () -> CheckpointPublication.isWhole(file));
    }

    /** As it is read before anybody generates with it. */
    private static Damage stored(Setting setting) throws IOException {
        var publication = new ModelPublication(setting.directory().resolve("stored"));
        var model = model(setting, publication);
        return damage(setting, "model in storage", publication.path(model.id()), () -> publication.isWhole(model));
    }

    /** As it is read when somebody brings it from elsewhere, and only the file itself can tell. */
    private static Damage imported(Setting setting) throws IOException {
        var publication = new ModelPublication(setting.directory().resolve("imported"));
        var file = publication.path(model(setting, publication).id());
        return damage(setting, "model as an import", file, () -> ModelPublication.isWhole(file));
    }

    private static StoredArtifact model(Setting setting, ModelPublication publication) throws IOException {
        try (var trainer = SmallTraining.trainer(HIDDEN)) {
            var staged = setting.directory().resolve("model.staged");
            return publication.publish(staged, trainer.shownWeights(), SmallTraining.VOCABULARY, "a note");
        }
    }

    /** Whether it takes the file, or refuses it by an exception that it declares; any other ends the proof. */
    private interface Reader {
        boolean accepts() throws IOException;
    }

    private static Damage damage(Setting setting, String what, Path file, Reader reader) throws IOException {
        var bytes = Files.readAllBytes(file);
        if (!reader.accepts()) {
            throw new IllegalStateException("the %s is refused although it is whole".formatted(what));
        }
        var chance = setting.chance(0);
        int truncations = 0;
        for (int length = 0; length < bytes.length; length++) {
            truncations += isRefused(file, Arrays.copyOf(bytes, length), reader) ? 1 : 0;
        }
        int flips = 0;
        int all = setting.options().rounds(FLIPS);
        for (int i = 0; i < all; i++) {
            flips += isRefused(file, flipped(bytes, chance), reader) ? 1 : 0;
        }
        var damage = new Damage(truncations, bytes.length, flips, all);
        setting.say("%s, seed %d: %s", what, setting.options().seed(), damage);
        return damage;
    }

    private static byte[] flipped(byte[] bytes, RandomGenerator chance) {
        var damaged = bytes.clone();
        damaged[chance.nextInt(damaged.length)] ^= (byte) (1 << chance.nextInt(Byte.SIZE));
        return damaged;
    }

    private static boolean isRefused(Path file, byte[] damaged, Reader reader) throws IOException {
        Files.write(file, damaged);
        return !reader.accepts();
    }

    private record Damage(int truncationsRefused, int truncations, int flipsRefused, int flips) {
        boolean holds() {
            return truncationsRefused == truncations && flipsRefused == flips;
        }

        @Override
        public String toString() {
            return "%,d of %,d truncations and %,d of %,d flips refused"
                    .formatted(truncationsRefused, truncations, flipsRefused, flips);
        }
    }

    private static FallBack fallBack(Setting setting) throws IOException {
        var server = Server.started(setting, "server");
        var client = server.client();
        var reference = Reference.trained(setting, client, setting.options().duration(Duration.ofSeconds(20)));
        var id = client.submit(reference.recipe().request());
        Wait.until(
                "three checkpoints",
                Duration.ofMinutes(5),
                () -> client.events(id).stream()
                                        .filter(Client.JobEvent::isCheckpoint)
                                        .count()
                                >= 3
                        ? true
                        : null);
        var children = server.children();
        long counted = client.events(id).stream()
                .filter(Client.JobEvent::isCheckpoint)
                .mapToLong(Client.JobEvent::step)
                .max()
                .orElseThrow();
        server.kill();
        Server.awaitEnd(children);
        var latest = latest(server.files().resolve("checkpoints"), id, counted);
        Files.write(latest, flipped(Files.readAllBytes(latest), setting.chance(0)));
        server.start();
        var job = Job.ended(client, id, Duration.ofMinutes(10));
        var warned = client.events(id).stream().anyMatch(event -> event.isWarning("checkpoint-damaged"));
        return new FallBack(step(latest), warned, reference.isMadeBy(job, client));
    }

    /** Of those that count, which is what the service goes on from. */
    private static Path latest(Path checkpoints, String id, long counted) throws IOException {
        try (var files = Files.list(checkpoints)) {
            return files.filter(file -> file.getFileName().toString().startsWith(id + "."))
                    .filter(file -> step(file) <= counted)
                    .max(Comparator.comparingLong(Flips::step))
                    .orElseThrow();
        }
    }

    /** The last part of a checkpoint's name. */
    private static long step(Path checkpoint) {
        return Long.parseLong(checkpoint.toString().replaceAll(".*\\.", ""));
    }

    private record FallBack(long step, boolean warned, boolean same) {
        boolean holds() {
            return warned && same;
        }

        @Override
        public String toString() {
            return "the checkpoint of step %d damaged, %s, %s"
                    .formatted(
                            step,
                            warned ? "warned of" : "NOT warned of",
                            same ? "the same SHA-256 in the end" : "NOT the same SHA-256 in the end");
        }
    }
}
