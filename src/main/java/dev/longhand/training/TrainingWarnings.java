package dev.longhand.training;

import dev.longhand.engine.TrainingListener.EpochReport;
import dev.longhand.engine.TrainingListener.StepReport;
import dev.longhand.training.TrainingWarning.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with a training while it goes on. A warning comes once, and again only after what it is about had been
 * well for a while.
 */
final class TrainingWarnings {
    /** Fewer say little, and the first ones are always steep. */
    private static final int FEWEST_STEPS = 100;
    /** Where epochs are longer than that, nobody wants to wait for their end. */
    private static final int MOST_STEPS = 1000;

    private static final double MANY_CLIPPED = 0.5;
    /** Well again: far enough from too many that it does not come and go. */
    private static final double FEW_CLIPPED = 0.25;

    private static final int EPOCHS_ABOVE = 2;

    private State state;

    /**
     * What a checkpoint must hold so that nothing is said twice.
     *
     * @param steps           since clipping was judged last
     * @param clipped         of these
     * @param isClippingKnown whether there is a warning of it that still holds
     * @param best            lowest validation loss so far; null before there is one
     * @param epochsAbove     epochs in a row that were no better
     */
    record State(
            int steps,
            int clipped,
            boolean isClippingKnown,
            @Nullable Double best,
            int epochsAbove) {
        static final State START = new State(0, 0, false, null, 0);
    }

    TrainingWarnings(State state) {
        this.state = state;
    }

    State state() {
        return state;
    }

    Optional<TrainingWarning> onStep(StepReport report) {
        state = new State(
                state.steps + 1,
                state.clipped + (report.clipped() ? 1 : 0),
                state.isClippingKnown,
                state.best,
                state.epochsAbove);
        return state.steps >= MOST_STEPS ? judgeClipping(report.step()) : Optional.empty();
    }

    /** Clipping first, where there are two. */
    List<TrainingWarning> onEpoch(EpochReport report) {
        var clipping = state.steps >= FEWEST_STEPS ? judgeClipping(report.step()) : Optional.<TrainingWarning>empty();
        return Stream.concat(clipping.stream(), judgeValidation(report).stream())
                .toList();
    }

    private Optional<TrainingWarning> judgeClipping(long step) {
        double share = (double) state.clipped / state.steps;
        boolean isNew = share > MANY_CLIPPED && !state.isClippingKnown;
        boolean isKnown = share > MANY_CLIPPED || (state.isClippingKnown && share > FEW_CLIPPED);
        var message = String.format(
                Locale.ROOT,
                "%.0f %% of the last %,d gradients were clipped: a smaller learning rate or a higher threshold lets"
                        + " more of them through as they are; for globalNorm clipping metrics.suggestedThreshold names"
                        + " one",
                100 * share,
                state.steps);
        state = new State(0, 0, isKnown, state.best, state.epochsAbove);
        return isNew ? Optional.of(new TrainingWarning(Code.CLIPPING, message, step)) : Optional.empty();
    }

    private Optional<TrainingWarning> judgeValidation(EpochReport report) {
        double loss = report.validationLoss();
        if (Double.isNaN(loss)) {
            return Optional.empty();
        }
        var best = state.best;
        if (best == null || loss <= best) {
            state = new State(state.steps, state.clipped, state.isClippingKnown, loss, 0);
            return Optional.empty();
        }
        int above = state.epochsAbove + 1;
        state = new State(state.steps, state.clipped, state.isClippingKnown, best, above);
        if (above != EPOCHS_ABOVE) {
            return Optional.empty();
        }
        var message = String.format(
                Locale.ROOT,
                "The validation loss is %.4f and was %.4f at its best, %d epochs ago: the best weights are kept",
                loss,
                best,
                above);
        return Optional.of(new TrainingWarning(Code.VALIDATION_RISING, message, report.step()));
    }
}
