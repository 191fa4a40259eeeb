package dev.longhand.resilience;

import dev.longhand.training.CheckpointPublication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The storage has no room left while a job runs. */
final class DiskFull implements Proof {
    private static final String SIZE = "48m";
    private static final Duration UNDISTURBED = Duration.ofSeconds(20);
    private static final Duration AT_MOST = Duration.ofMinutes(5);
    private static final String PROMPT = "the ";

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String must() {
        return "disk full (a small tmpfs) during training: the job ends in a clear retryable state, generation goes"
                + " on, nothing is corrupt, it continues after space is freed";
    }

    @Override
    public Finding prove(Setting setting) throws IOException, InterruptedException {
        var disk = Files.createDirectories(setting.directory().resolve("disk"));
        if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString()) != 0) {
            return Finding.skipped("mounting a tmpfs needs root");
        }
        setting.keep(() -> run("umount", disk.toString()));
        var server = Server.started(setting, "server", "longhand.storage.directory=" + disk.resolve("files"));
        var client = server.client();
        var reference = Reference.trained(setting, client, setting.options().duration(UNDISTURBED));
        var written = client.generate(Recipe.MODEL, PROMPT);

        var id = client.submit(reference.recipe().request());
        Wait.until(
                "a checkpoint",
                AT_MOST,
                () -> client.events(id).stream().anyMatch(Client.JobEvent::isCheckpoint) ? true : null);
        var filler = fill(disk.resolve("filler"));
        setting.say("filled with %d MiB", Files.size(filler) >> 20);
        boolean generates = true;
        var job = client.job(id);
        for (; !job.hasEnded(); job = client.job(id)) {
            generates &= client.generate(Recipe.MODEL, PROMPT).equals(written);
            Wait.pause(Duration.ofSeconds(1));
        }
        generates &= client.generate(Recipe.MODEL, PROMPT).equals(written);
        boolean whole = areWhole(disk.resolve("files/checkpoints"));
        setting.say("without room the job is %s %s after %d steps", job.status(), job.error(), job.step());

        Files.delete(filler);
        client.resume(id);
        var resumed = Job.ended(client, id, AT_MOST);
        boolean same = reference.isMadeBy(resumed, client);
        return Finding.of(
                job.error().equals("storage_full") && generates && whole && same,
                "%s with %s; generation %s; checkpoints %s; resumed after that: %s, SHA-256 %s",
                job.status(),
                job.error(),
                generates ? "went on" : "did NOT go on",
                whole ? "whole" : "NOT whole",
                resumed.status(),
                same ? "the same" : "ANOTHER");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** To the last byte. */
    private static Path fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int size = 1 << 20; size > 0; size /= 2) {
                writeUntilFull(out, new byte[size]);
            }
        }
        return file;
    }

    private static void writeUntilFull(OutputStream out, byte[] block) {
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // that is what we want
        }
    }

    private static boolean areWhole(Path checkpoints) throws IOException {
        boolean whole = true;
        try (var files = Files.list(checkpoints)) {
            for (var file : files.toList()) {
                whole &= CheckpointPublication.isWhole(file);
            }
        }
        return whole;
    }
}
