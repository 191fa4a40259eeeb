package dev.longhand.experiments;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.InitializationSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.RandomStreams;
import dev.longhand.engine.SequenceModels;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.layer.SequenceModel;
import dev.longhand.engine.optimizer.Clipping;
import dev.longhand.engine.optimizer.Sgd;
import org.jspecify.annotations.Nullable;

/**
 * One network of 50 tanh units learns the temporal order from one seed, by plain gradient descent. What the paper calls smart
 * weights: input and output close to 0, and a recurrent matrix of spectral radius 0.95, here a rotation times that, where the
 * paper's is sparse. Every batch is fresh, so that what it gets wrong before it learns is a test already; the test proper is
 * made when that looks good.
 */
final class TemporalOrderRun {
    private static final int H = 50;
    private static final int B = 20;
    private static final int UPDATES = 8_000;
    private static final double DEVIATION = 0.01;
    private static final float SPECTRAL_RADIUS = 0.95f;
    private static final int TEST_SEQUENCES = 10_000;
    private static final double TOLERATED = 0.01;
    /** Updates whose batches are judged together. */
    private static final int JUDGED = 50;

    private final int most;
    private final Deadline deadline;
    private final Training training;
    private final long seed;
    private Score judged = Score.NONE;
    private double largestNorm;
    private long clipped;

    /**
     * How it went.
     *
     * @param wrong       share of the last sequences that it got wrong
     * @param largestNorm of a gradient before clipping
     * @param clipped     share of the updates that were clipped
     */
    record Course(End end, long updates, double wrong, double largestNorm, double clipped) {}

    TemporalOrderRun(Setting setting, Training.Way way, int T, long seed) {
        this.seed = seed;
        most = setting.options().updates(UPDATES);
        deadline = setting.deadline();
        var task = new TemporalOrderTask(B);
        var spec = new NetworkSpec(CellType.RNN, Activation.TANH, 1, H, task.features(), task.outputs(), false, 0, 0);
        var initialization = InitializationSpec.defaultFor(CellType.RNN, Activation.TANH);
        var model = SequenceModels.of(Backend.best(), spec, initialization, seed, T, B);
        initialize(model, seed);
        training = new Training(task, model, way, RandomStreams.of(seed, "training sequences", T));
    }

    static Training.Way way(Clipping clipping, double rate) {
        return new Training.Way(new Sgd(0, 0), rate, clipping);
    }

    private static void initialize(SequenceModel model, long seed) {
        var random = RandomStreams.of(seed, "weights", 0);
        Gaussian.fill(model.cell().Wx(), DEVIATION, random);
        var rotation = model.cell().Wh();
        for (long i = 0; i < rotation.length(); i++) {
            rotation.set(i, SPECTRAL_RADIUS * rotation.get(i));
        }
        Gaussian.fill(model.decoderWeight(), DEVIATION, random);
        model.weightsChanged();
    }

    Course go() {
        var end = next();
        while (end == null) {
            end = next();
        }
        double share = (double) clipped / Math.max(1, training.updates());
        return new Course(end, training.updates(), judged.wrongShare(), largestNorm, share);
    }

    /** Some updates, and why they are the last ones; null when they are not. */
    private @Nullable End next() {
        judged = Score.NONE;
        for (int i = 0; i < JUDGED; i++) {
            var update = training.update();
            if (!update.isFinite()) {
                return End.DIVERGED;
            }
            judged = judged.plus(update.score());
            largestNorm = Math.max(largestNorm, update.norm());
            clipped += update.clipped() ? 1 : 0;
        }
        if (judged.wrongShare() < TOLERATED && isSolved()) {
            return End.SOLVED;
        }
        if (training.updates() >= most) {
            return End.UPDATES;
        }
        return deadline.isOver() ? End.TIME : null;
    }

    private boolean isSolved() {
        return training.test(TEST_SEQUENCES, RandomStreams.of(seed, "test sequences", training.updates()))
                        .wrongShare()
                < TOLERATED;
    }
}
