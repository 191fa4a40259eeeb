package dev.longhand.fuzz;

import dev.longhand.corpus.TextTarget;
import dev.longhand.engine.CheckpointTarget;
import dev.longhand.generation.StopTarget;
import dev.longhand.models.ArtifactTarget;
import dev.longhand.models.TokenizerTarget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Mutations in a process of their own, whose memory is small. Its last line is what was found, its status 1 when that is bad. */
final class MutationRun {
    /** After so many there is enough to look at. */
    private static final int ENOUGH = 20;

    /** Of the processor alone: on a busy machine the time on the wall is that of others. */
    private static final ThreadMXBean TIME = ManagementFactory.getThreadMXBean();

    private static final int BETWEEN_REPORTS = 10_000;

    private static final long MOST_NANOS = 5_000_000_000L;

    private final Target target;
    private final long seed;
    private long taken;
    private long refused;
    private int failures;
    private long slowest;

    private MutationRun(Target target, long seed) {
        this.target = target;
        this.seed = seed;
    }

    /** @param arguments the target, the seed, how many, and a directory for files */
    public static void main(String[] arguments) throws IOException {
        var run = new MutationRun(target(arguments[0], Path.of(arguments[3])), Long.parseLong(arguments[1]));
        run.mutate(Long.parseLong(arguments[2]));
        System.out.println(run);
        System.exit(run.failures == 0 ? 0 : 1);
    }

    private static Target target(String name, Path directory) throws IOException {
        return switch (name) {
            case "artifacts" -> new ArtifactTarget(directory);
            case "checkpoints" -> new CheckpointTarget(directory);
            case "tokenizers" -> new TokenizerTarget();
            case "texts" -> new TextTarget();
            case "stops" -> new StopTarget();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void mutate(long count) {
        for (long i = 0; i < count && failures < ENOUGH; i++) {
            long begin = TIME.getCurrentThreadCpuTime();
            one(seed + i);
            long nanos = TIME.getCurrentThreadCpuTime() - begin;
            slowest = Math.max(slowest, nanos);
            if (nanos > MOST_NANOS) {
                failures++;
                System.out.printf("seed %d took %d ms%n", seed + i, nanos / 1_000_000);
            }
            if ((i + 1) % BETWEEN_REPORTS == 0) {
                System.out.printf("%,d: %s%n", i + 1, this);
            }
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // which is what this is for
    private void one(long seedOfThis) {
        try {
            if (target.accepts(new SplittableRandom(seedOfThis))) {
                taken++;
            } else {
                refused++;
            }
        } catch (Exception | Error e) {
            failures++;
            System.out.printf("seed %d: %s%n", seedOfThis, e);
            e.printStackTrace(System.out);
        }
    }

    @Override
    public String toString() {
        return "%,d refused as declared, %,d rightly taken, %d wrong; the slowest took %d ms of the processor"
                .formatted(refused, taken, failures, slowest / 1_000_000);
    }
}
