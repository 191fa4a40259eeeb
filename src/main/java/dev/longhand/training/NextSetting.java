package dev.longhand.training;

import dev.longhand.engine.NetworkSpec;
import dev.longhand.training.Verdict.TryNext;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one setting to try next, by what a training showed; what costs least and is most often right comes first. */
final class NextSetting {
    private static final double FIRST_DROPOUT = 0.2;
    /** More of it leaves too little to learn from. */
    private static final double MOST_DROPOUT = 0.5;

    private static final double MOST_RECURRENT_DROPOUT = 0.3;
    private static final double MORE_DROPOUT = 0.1;
    private static final int SMALLEST_HIDDEN_SIZE = 16;
    private static final double USUAL_VALIDATION_FRACTION = 0.1;
    private static final int MOST_EPOCHS = 10_000;
    private static final int MOST_PATIENCE = 10_000;
    private static final long MOST_STEPS = 1_000_000_000;
    private static final Duration MOST_DURATION = Duration.ofDays(30);
    /** Of the optimizer's usual learning rate: less is slow, more is too much. */
    private static final double SLOW = 0.2;

    private static final double FAST = 5;

    private final TrainingJobSpec spec;
    private final TrainingCurves curves;

    private NextSetting(TrainingJobSpec spec, TrainingCurves curves) {
        this.spec = spec;
        this.curves = curves;
    }

    /** Null where there is nothing left to turn. */
    static @Nullable TryNext after(Verdict.Finding finding, TrainingJobSpec spec, TrainingCurves curves) {
        var next = new NextSetting(spec, curves);
        return switch (finding) {
            case VALIDATION_ROSE, WIDE_GAP -> next.lessByHeart();
            case BARELY_BETTER_THAN_UNIGRAMS, STILL_FALLING, NO_BETTER_THAN_FIVE_GRAMS -> next.more();
            case SOUND -> next.further();
        };
    }

    private @Nullable TryNext lessByHeart() {
        var network = spec.network();
        if (network.dropout() < MOST_DROPOUT) {
            double more =
                    network.dropout() == 0 ? FIRST_DROPOUT : Math.min(MOST_DROPOUT, network.dropout() + MORE_DROPOUT);
            return new TryNext(
                    "/network/dropout",
                    rounded(more),
                    "units that come and go cannot learn the text by heart together");
        }
        if (network.recurrentDropout() < MOST_RECURRENT_DROPOUT) {
            double more = Math.min(MOST_RECURRENT_DROPOUT, network.recurrentDropout() + MORE_DROPOUT);
            return new TryNext(
                    "/network/recurrentDropout",
                    rounded(more),
                    "dropout between layers is high; the recurrence has little");
        }
        if (spec.initialModel() == null && network.hiddenSize() >= 2 * SMALLEST_HIDDEN_SIZE) {
            return new TryNext(
                    "/network/hiddenSize", network.hiddenSize() / 2, "a smaller network must generalise to do well");
        }
        return curves.best().epoch() < spec.epochs()
                ? new TryNext("/epochs", curves.best().epoch(), "what came after the best epoch made it worse")
                : null;
    }

    private @Nullable TryNext more() {
        double share = UsualLearningRate.share(spec.optimizer());
        if (share < SLOW) {
            return learningRate(
                    4, "it is far below what this optimizer usually gets, so little was learned by each step");
        }
        if (!curves.isStillFalling() && (curves.isUnstable() || share > FAST)) {
            return learningRate(
                    0.5, "steps were too large: gradients were cut mostly, or the training loss rose again");
        }
        if (curves.isStillFalling() || curves.epochs().size() == 1) {
            return longer("it had not finished learning");
        }
        if (spec.network().dropout() > 0) {
            return new TryNext(
                    "/network/dropout",
                    rounded(spec.network().dropout() / 2),
                    "there is nothing learned by heart to prevent");
        }
        return larger("it has learned what a network of this size can");
    }

    private @Nullable TryNext further() {
        if (!curves.hasValidation()) {
            return new TryNext(
                    "/validationFraction",
                    USUAL_VALIDATION_FRACTION,
                    "only text that is not trained on shows how good it is");
        }
        return curves.best().epoch() == curves.last().epoch()
                ? longer("the last epoch was still the best one")
                : larger("it has stopped getting better; a larger network can take in more");
    }

    private TryNext learningRate(double factor, String why) {
        return new TryNext("/optimizer/learningRate", rounded(spec.optimizer().learningRate() * factor), why);
    }

    /** Twice of what ended the training. */
    private @Nullable TryNext longer(String why) {
        if (spec.maxSteps() != null && curves.steps() >= spec.maxSteps()) {
            return new TryNext("/maxSteps", Math.min(MOST_STEPS, 2 * spec.maxSteps()), why);
        }
        if (curves.last().epoch() >= spec.epochs()) {
            return spec.epochs() < MOST_EPOCHS
                    ? new TryNext("/epochs", Math.min(MOST_EPOCHS, 2 * spec.epochs()), why)
                    : larger(why);
        }
        if (spec.maxDuration() != null) {
            return new TryNext("/maxDuration", longer(spec.maxDuration()).toString(), why);
        }
        return new TryNext(
                "/earlyStopping/patience",
                Math.min(MOST_PATIENCE, 2 * spec.earlyStopping().patience()),
                why);
    }

    private static Duration longer(Duration duration) {
        var twice = duration.multipliedBy(2);
        return twice.compareTo(MOST_DURATION) < 0 ? twice : MOST_DURATION;
    }

    /** The network of a job that goes on from a model is that model's. */
    private @Nullable TryNext larger(String why) {
        var network = spec.network();
        if (spec.initialModel() != null) {
            return null;
        }
        if (2 * network.hiddenSize() <= NetworkSpec.MAX_HIDDEN_SIZE) {
            return new TryNext("/network/hiddenSize", 2 * network.hiddenSize(), why);
        }
        return network.layers() < NetworkSpec.MAX_LAYERS
                ? new TryNext("/network/layers", network.layers() + 1, why)
                : null;
    }

    /** As a person would write it. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
