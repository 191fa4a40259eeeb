package dev.longhand.training;

import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The main program of a process that measures: it reads a {@link CalibrationShape} as one line from its standard input, makes
 * steps of that shape with tokens that mean nothing, and writes what it finds as lines of {@link Calibration}, the last one
 * the best. It ends when its standard input does.
 */
final class CalibrationWorker {
    private static final Duration ENOUGH = Duration.ofMillis(1500);
    /** As many as fast small networks read meanwhile; a large one has memory for more than that anyway. */
    private static final long TOKENS = 4_000_000;

    private static final int FEWEST_STEPS = 3;

    private CalibrationWorker() {}

    public static void main(String[] arguments) throws IOException {
        // what libraries print must not come between the lines
        var out = System.out;
        System.setOut(System.err);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var shape = WorkerJson.MAPPER.readValue(in.readLine(), CalibrationShape.class);
        Thread.ofPlatform().daemon().name("service").start(() -> endWith(in));
        measure(shape, out);
        Runtime.getRuntime().halt(0);
    }

    private static void endWith(BufferedReader service) {
        try {
            while (service.readLine() != null) {
                // it has nothing more to say
            }
        } catch (IOException e) {
            // it is gone, then
        }
        Runtime.getRuntime().halt(1);
    }

    private static void measure(CalibrationShape shape, PrintStream out) {
        var spec = shape.toSpec();
        var steps = new CalibrationSteps(System::nanoTime, ENOUGH, SpecWarnings.Machine.here(), found -> {
            out.println(WorkerJson.MAPPER.writeValueAsString(found));
            out.flush();
        });
        var text = shape.segmented() ? segments(spec) : new TokenSource.Stream(tokens(spec));
        try (var trainer = new Trainer(spec, text, new TokenSource.Stream(Tokens.of()), steps, steps)) {
            trainer.run();
        }
    }

    private static Tokens tokens(TrainingSpec spec) {
        long aStep = (long) spec.batchSize() * spec.sequenceLength();
        long count = Math.max(TOKENS, FEWEST_STEPS * aStep) / aStep * aStep + 1;
        return Tokens.of(new SplittableRandom(1)
                .ints(count, 0, spec.network().vocabularySize())
                .toArray());
    }

    /** Each as long as a sequence. */
    private static TokenSource segments(TrainingSpec spec) {
        var tokens = tokens(spec);
        return new TokenSource.Segments(
                tokens,
                LongStream.rangeClosed(1, (tokens.size() - 1) / spec.sequenceLength())
                        .map(segment -> segment * spec.sequenceLength())
                        .toArray());
    }
}
