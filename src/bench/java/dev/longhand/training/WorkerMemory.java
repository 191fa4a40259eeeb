package dev.longhand.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Holds {@link MemoryEstimate} against worker processes: each of these jobs is trained for a few steps, from reading its text
 * to writing its model, and the most that its process had resident lies below the estimate and above half of it.
 */
public final class WorkerMemory {
    private static final int THREADS = 2;
    private static final double LEAST = 0.5;
    private static final double MEBIBYTE = 1 << 20;
    private static final long HEAP = 512L << 20;

    /** Characters of text, and the request. */
    private static final List<String> JOBS = """
        50000 {"preset": "tiny"}
        1000000 {"preset": "tiny", "network": {"cell": "gru"}}
        1000000 {}
        1000000 {"segmentation": "line", "network": {"cell": "rnn", "hiddenSize": 128}}
        1000000 {"preset": "shakespeare-best", "segmentation": "sentence", "tokenizer": {"type": "bpe"}}
        1000000 {"tokenizer": {"type": "bpe", "maxVocabulary": 2000}, "network": {"cell": "gru"}, "precision": "bf16"}
        300000 {"preset": "large", "batchSize": 32}
        300000 {"preset": "large", "batchSize": 32, "precision": "bf16"}
        300000 {"preset": "large", "batchSize": 32, "network": {"cell": "gru"}, "segmentation": "line"}
        300000 {"network": {"cell": "rnn", "hiddenSize": 512}, "batchSize": 64, "sequenceLength": 128, "averageDecay": 0.9}
        1000000 {"tokenizer": {"type": "word"}, "network": {"hiddenSize": 650, "embeddingSize": 650}, "batchSize": 20}
        1000000 {"tokenizer": {"type": "word"}, "network": {"hiddenSize": 650, "tieEmbeddings": true}, "precision": "bf16"}
        500000 {"tokenizer": {"type": "word"}, "network": {"cell": "gru", "hiddenSize": 650}, "segmentation": "sentence"}
        100000 {"network": {"hiddenSize": 1024, "layers": 3}, "optimizer": {"type": "sgd"}}
        20000000 {"network": {"hiddenSize": 64}}
        """.lines().toList();

    private WorkerMemory() {}

    /**
     * Prints a line for each job.
     *
     * @param directory for their files
     * @return whether all peaks lie where they should
     */
    public static boolean check(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        boolean fine = true;
        for (var job : JOBS) {
            int space = job.indexOf(' ');
            var text = SyntheticText.of(Integer.parseInt(job.substring(0, space)));
            fine &= check(Files.createTempDirectory(directory, "job"), text, job.substring(space + 1));
        }
        return fine;
    }

    private static boolean check(Path directory, String text, String request) throws IOException, InterruptedException {
        var few = request.replaceFirst("}$", ", \"maxSteps\": 4, \"checkpointEvery\": \"PT1S\"}")
                .replaceFirst("\\{, ", "{");
        var order = new WorkerOrders(directory, text).first(few);
        long estimate = MemoryEstimate.of(order.spec(), TokenForecast.of(order.spec(), order.corpus()), THREADS);
        double peak = WorkerPeak.of(order, new WorkerCommand(HEAP, estimate));
        boolean fine = peak < estimate && peak > LEAST * estimate;
        System.out.printf(
                Locale.ROOT,
                "%5.0f of %5.0f MiB, %.2f %s: %,d characters, %s%n",
                peak / MEBIBYTE,
                estimate / MEBIBYTE,
                peak / estimate,
                fine ? "as it should be" : "BAD",
                text.length(),
                request);
        return fine;
    }
}
