package dev.longhand.experiments;

import dev.longhand.engine.RandomStreams;
import dev.longhand.engine.SequenceModels;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.optimizer.Adam;
import dev.longhand.engine.optimizer.Clipping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One contender learns to add, and is tested now and then, always on the same sequences. */
final class AddingRun {
    static final int B = 32;
    static final int TEST_SEQUENCES = 1024;
    static final double BASELINE = 1.0 / 6;
    private static final double SOLVED = 0.001;
    private static final int H = 64;
    private static final int UPDATES = 10_000;
    private static final int UPDATES_BETWEEN_TESTS = 250;
    private static final Adam ADAM = new Adam(0.9, 0.999, 1e-8, 0, Adam.Decay.GRADIENT);
    private static final Clipping CLIPPING = new Clipping.GlobalNorm(1);

    private final Options options;
    private final Contender contender;
    private final int T;
    private final Training training;
    private final Deadline deadline;
    private final List<Line.Point> errors = new ArrayList<>();

    /** How it went: the mean squared error of each test by the updates before it, and what the last one got wrong. */
    record Course(Contender contender, List<Line.Point> errors, Score last, End end) {
        /** Updates after which the error was first below a share of the baseline. */
        String until(double share) {
            return errors.stream()
                    .filter(error -> error.y() < share * BASELINE)
                    .findFirst()
                    .map(error -> "%,.0f".formatted(error.x()))
                    .orElse("never");
        }
    }

    AddingRun(Setting setting, Contender contender, int T) {
        options = setting.options();
        this.contender = contender;
        this.T = T;
        deadline = setting.deadline();
        var task = new AddingTask(B);
        var model = SequenceModels.of(
                Backend.best(), contender.network(H, task), contender.initialization(), options.seed(), T, B);
        contender.refine(model, RandomStreams.of(options.seed(), "input weights", 0));
        training = new Training(
                task,
                model,
                new Training.Way(ADAM, contender.learningRate(), CLIPPING),
                RandomStreams.of(options.seed(), "training sequences", T));
    }

    Course go() {
        while (true) {
            var test = training.test(TEST_SEQUENCES, RandomStreams.of(options.seed(), "test sequences", T));
            errors.add(new Line.Point(training.updates(), test.meanLoss()));
            var end = end(test);
            if (end == null && !training.learn(UPDATES_BETWEEN_TESTS)) {
                end = End.DIVERGED;
            }
            if (end != null) {
                System.err.printf(
                        "%s, T = %d: %s after %d updates, error %.5f%n",
                        contender, T, end, training.updates(), test.meanLoss());
                return new Course(contender, errors, test, end);
            }
        }
    }

    private @Nullable End end(Score test) {
        if (test.meanLoss() < SOLVED) {
            return End.SOLVED;
        }
        if (training.updates() >= options.updates(UPDATES)) {
            return End.UPDATES;
        }
        return deadline.isOver() ? End.TIME : null;
    }
}
