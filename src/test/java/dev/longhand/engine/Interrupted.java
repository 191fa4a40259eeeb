package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** A training that is saved and given up again and again, and each time goes on in a new trainer. */
final class Interrupted {
    final Diary diary = new Diary();

    private final TrainingSpec spec;
    private final TokenSource training;
    private final TokenSource validation;
    private final Path checkpoint;
    private final Backend backend;

    private final Queue<Integer> stops = new ArrayDeque<>();
    private boolean saved;

    Interrupted(TrainingSpec spec, TokenSource training, TokenSource validation, Path checkpoint, Backend backend) {
        this.spec = spec;
        this.training = training;
        this.validation = validation;
        this.checkpoint = checkpoint;
        this.backend = backend;
    }

    /**
     * @param before the steps before which it stops, rising
     */
    TrainingResult run(List<Integer> before) throws IOException {
        stops.addAll(before);
        Optional<TrainingResult> result;
        do {
            result = runUntilTheNextStop();
        } while (result.isEmpty());
        return result.get();
    }

    private Optional<TrainingResult> runUntilTheNextStop() throws IOException {
        var trainer = new Trainer[1];
        try (var next = new Trainer(spec, training, validation, diary, () -> answer(trainer[0]), backend)) {
            trainer[0] = next;
            if (saved) {
                try (var file = CheckpointFile.open(checkpoint)) {
                    next.resume(file);
                }
            }
            return next.run();
        }
    }

    private StopSignal.Answer answer(Trainer trainer) {
        var stop = stops.peek();
        if (stop == null || diary.steps.size() + 1 < stop) {
            return StopSignal.Answer.GO_ON;
        }
        stops.remove();
        try (var out = Files.newOutputStream(checkpoint)) {
            trainer.save(out, Map.of("step", Integer.toString(stop)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        saved = true;
        return StopSignal.Answer.ABANDON;
    }
}
