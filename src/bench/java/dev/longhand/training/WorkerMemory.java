package dev.longhand.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Holds {@link MemoryEstimate} against worker processes: each of these jobs is trained for a few steps, from reading its text
 * to writing its model, and the most that its process had resident lies below the estimate and above half of it.
 */
public final class WorkerMemory {
    private static final int THREADS = 2;
    private static final double MOST = 1.0;
    private static final double LEAST = 0.5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final double MEBIBYTE = 1 << 20;

    private final WorkerProperties worker = new WorkerProperties(org.springframework.util.unit.DataSize.ofMegabytes(512));
    private final Path directory;

    private WorkerMemory(Path directory) {
        this.directory = directory;
    }

    private record Job(int characters, String request) {}

    private static final List<Job> JOBS = """
        50000   {"preset": "tiny"}
        1000000 {"preset": "tiny", "network": {"cell": "gru"}}
        1000000 {}
        1000000 {"segmentation": "line", "network": {"cell": "rnn", "hiddenSize": 128}}
        1000000 {"preset": "shakespeare-best", "segmentation": "sentence", "tokenizer": {"type": "bpe"}}
        1000000 {"tokenizer": {"type": "bpe", "maxVocabulary": 2000}, "network": {"cell": "gru"}, "precision": "bf16"}
        300000  {"preset": "large", "batchSize": 32, "network": {"embeddingSize": 64, "dropout": 0}}
        300000  {"preset": "large", "batchSize": 32, "precision": "bf16"}
        300000  {"preset": "large", "batchSize": 32, "network": {"cell": "gru"}, "segmentation": "line"}
        300000  {"network": {"cell": "rnn", "hiddenSize": 512}, "batchSize": 64, "sequenceLength": 128, "averageDecay": 0.99}
        1000000 {"tokenizer": {"type": "word"}, "network": {"hiddenSize": 650, "embeddingSize": 650}, "batchSize": 20, "sequenceLength": 35}
        1000000 {"tokenizer": {"type": "word"}, "network": {"hiddenSize": 650, "embeddingSize": 650, "tieEmbeddings": true}, "batchSize": 20, "sequenceLength": 35, "precision": "bf16", "segmentation": "sentence"}
        500000  {"tokenizer": {"type": "word"}, "network": {"cell": "gru", "hiddenSize": 650, "embeddingSize": 650}, "batchSize": 20, "sequenceLength": 35}
        100000  {"network": {"hiddenSize": 1024, "layers": 3}, "batchSize": 32, "optimizer": {"type": "sgd"}}
        20000000 {"network": {"hiddenSize": 64}}
        """.lines().map(line -> new Job(Integer.parseInt(line.split(" +", 2)[0]), line.split(" +", 2)[1])).toList();

    /**
     * Prints a line for each job.
     *
     * @param text as long as needed when it is repeated; what the jobs learn
     * @return whether all peaks lie where they should
     */
    public static boolean check(String text) throws IOException {
        var directory = Files.createTempDirectory("longhand-memory");
        boolean fine = true;
        for (var job : JOBS) {
            fine &= new WorkerMemory(Files.createTempDirectory(directory, "job")).check(job, text);
        }
        return fine;
    }

    private boolean check(Job job, String text) throws IOException {
        var part = text.repeat(job.characters / text.length() + 1).substring(0, job.characters);
        var request = job.request.replaceFirst("\\{", "{\"maxSteps\": 4, \"checkpointEvery\": \"PT1S\", ").replace(", }", "}");
        var order = new WorkerOrders(directory, part).first(request);
        double estimate = MemoryEstimate.of(order.spec(), TokenForecast.of(order.spec(), order.corpus()), THREADS);
        double peak = peak(order, (long) estimate);
        boolean fine = peak < MOST * estimate && peak > LEAST * estimate;
        System.out.printf(
                Locale.ROOT,
                "%5.0f of %5.0f MiB  %.2f %s %,11d characters %s%n",
                peak / MEBIBYTE,
                estimate / MEBIBYTE,
                peak / estimate,
                fine ? "ok " : "BAD",
                job.characters,
                job.request);
        return fine;
    }

    private double peak(WorkerOrder order, long limit) throws IOException {
        double peak = 0;
        try (var process = WorkerProcess.start(order, new WorkerCommand(worker.heap().toBytes(), limit))) {
            WorkerMessage last = null;
            while (process.isAlive()) {
                var message = process.next(BETWEEN_LOOKS);
                last = message == null ? last : message;
                peak = Math.max(peak, resident(process.pid()));
            }
            if (!(last instanceof WorkerMessage.Finished)) {
                throw new IllegalStateException("The worker ended with " + last);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return peak;
    }

    /** The high-water mark of resident memory, as Linux keeps it; 0 when the process has ended. */
    private static double resident(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
