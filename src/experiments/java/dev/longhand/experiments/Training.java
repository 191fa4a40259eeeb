package dev.longhand.experiments;

import dev.longhand.engine.layer.SequenceModel;
import dev.longhand.engine.optimizer.Clipping;
import dev.longhand.engine.optimizer.Norms;
import dev.longhand.engine.optimizer.Optimizer;
import dev.longhand.engine.optimizer.UpdateRule;
import java.util.random.RandomGenerator;

/** A model that learns a task, one batch of fresh sequences at a time. */
final class Training {
    private final Task task;
    private final SequenceModel model;
    private final Way way;
    private final Norms norms;
    private final Optimizer optimizer;
    private final RandomGenerator random;
    private long updates;

    /** How a gradient becomes a step. */
    record Way(UpdateRule rule, double rate, Clipping clipping) {}

    /** What an update began with: the score of its batch and the norm of the mean gradient before clipping. */
    record Update(Score score, double norm, boolean clipped) {
        boolean isFinite() {
            return Double.isFinite(norm) && Double.isFinite(score.loss());
        }
    }

    Training(Task task, SequenceModel model, Way way, RandomGenerator random) {
        this.task = task;
        this.model = model;
        this.way = way;
        this.random = random;
        norms = new Norms(model.crew());
        optimizer = new Optimizer(way.rule, model.crew(), model.weights().length());
    }

    /** Leaves the weights as they are when the gradient is no number. */
    Update update() {
        task.draw(random, model);
        model.forward();
        var score = task.score(model);
        model.backward();
        var outcome = way.clipping.clip(norms, model.gradient(), 1.0 / model.B());
        var update = new Update(score, outcome.norm(), outcome.clipped());
        if (update.isFinite()) {
            optimizer.update(model.weights(), model.gradient(), outcome.scalings(), way.rate, ++updates);
            model.weightsChanged();
        }
        return update;
    }

    /** Several updates; false when one could not be made. */
    boolean learn(int updates) {
        for (int i = 0; i < updates; i++) {
            if (!update().isFinite()) {
                return false;
            }
        }
        return true;
    }

    /** Without learning, on sequences of its own. */
    Score test(int sequences, RandomGenerator random) {
        var sum = Score.NONE;
        while (sum.sequences() < sequences) {
            task.draw(random, model);
            model.forward();
            sum = sum.plus(task.score(model));
        }
        return sum;
    }

    long updates() {
        return updates;
    }
}
