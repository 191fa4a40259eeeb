package dev.longhand.training;

import dev.longhand.engine.TrainingListener.EpochReport;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the losses of a whole training went, epoch by epoch.
 *
 * <p>The training loss of an epoch is the mean over its steps, each measured before its update and with dropout; the validation
 * loss is that of the weights at its end without. So the training loss lies above what the same weights would reach on the
 * training text: where it is below the validation loss, the true gap is at least as wide.
 *
 * @param epochs      at least one, in order
 * @param steps       updates altogether
 * @param clippedShare share of the steps whose gradient was cut
 */
record TrainingCurves(List<Epoch> epochs, long steps, double clippedShare) {
    /** Less than that of a loss is noise. */
    private static final double NOISE = 0.01;
    /** More than that of a loss within the last tenth of the epochs: the end was not the end of learning. */
    private static final double STEEP = 0.02;

    private static final double WIDE_GAP = 0.25;
    private static final double MANY = 0.25;
    private static final double MOST = 0.5;

    /**
     * One epoch, in nats per token.
     *
     * @param validationLoss null without validation
     */
    record Epoch(int epoch, double trainLoss, @Nullable Double validationLoss) {
        static Epoch of(EpochReport report) {
            double loss = report.validationLoss();
            return new Epoch(report.epoch(), report.trainLoss(), Double.isNaN(loss) ? null : (Double) loss);
        }

        /** What tells most about the network: the validation loss where there is one. */
        double loss() {
            return validationLoss == null ? trainLoss : validationLoss;
        }
    }

    TrainingCurves {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("A training without an epoch has no curve");
        }
    }

    Epoch last() {
        return epochs.getLast();
    }

    /** The one whose weights were published: of the lowest validation loss, or the last one without validation. */
    Epoch best() {
        return hasValidation()
                ? epochs.stream().min(Comparator.comparingDouble(Epoch::loss)).orElseThrow()
                : last();
    }

    boolean hasValidation() {
        return epochs.stream().map(Epoch::validationLoss).allMatch(Objects::nonNull);
    }

    /** Whether validation has risen from its best while the training loss fell on. */
    boolean hasValidationRisen() {
        return hasValidation()
                && last().loss() > best().loss() * (1 + NOISE)
                && last().trainLoss() < best().trainLoss();
    }

    /** Whether the training loss ended far below the validation loss. */
    boolean isGapWide() {
        return hasValidation() && gap() > WIDE_GAP;
    }

    /** Of the last epoch, as a share of its validation loss. */
    double gap() {
        return 1 - last().trainLoss() / last().loss();
    }

    /** Whether the loss still fell steeply when training ended. */
    boolean isStillFalling() {
        int before = epochs.size() - 1 - Math.max(1, epochs.size() / 10);
        return before >= 0
                && best().epoch() == last().epoch()
                && last().loss() < epochs.get(before).loss() * (1 - STEEP);
    }

    /** Whether steps were too large: most gradients had to be cut, or the training loss went up again and again. */
    boolean isUnstable() {
        long rises = IntStream.range(1, epochs.size())
                .filter(i -> epochs.get(i).trainLoss() > epochs.get(i - 1).trainLoss())
                .count();
        return clippedShare > MOST || rises > MANY * (epochs.size() - 1);
    }
}
