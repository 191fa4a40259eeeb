package dev.longhand.training;

import dev.longhand.training.Verdict.Finding;
import java.util.Locale;

/** Why a verdict is what it is, for people, with the figures that decided. */
final class VerdictReason {
    private VerdictReason() {}

    static String of(Finding finding, TrainingCurves curves, NgramBaseline baseline) {
        var seen = curves.hasValidation()
                ? validated(finding, curves, baseline)
                : trained(finding, curves, baseline)
                        + " Without validation (validationFraction 0) nothing shows whether it was learned by heart.";
        return finding.kind == Verdict.Kind.OVERFIT
                ? seen
                        + String.format(
                                Locale.ROOT,
                                " The model has the weights of epoch %d, the best ones.",
                                curves.best().epoch())
                : seen;
    }

    private static String validated(Finding finding, TrainingCurves curves, NgramBaseline baseline) {
        var best = curves.best();
        var last = curves.last();
        return switch (finding) {
            case VALIDATION_ROSE ->
                String.format(
                        Locale.ROOT,
                        "The validation loss rose from %.3f in epoch %d to %.3f in epoch %d, while the training loss"
                                + " fell from %.3f to %.3f: the text was being learned by heart.",
                        best.loss(),
                        best.epoch(),
                        last.loss(),
                        last.epoch(),
                        best.trainLoss(),
                        last.trainLoss());
            case WIDE_GAP ->
                String.format(
                        Locale.ROOT,
                        "The training loss, %.3f, ended %.0f %% below the validation loss, %.3f: much of the text was"
                                + " learned by heart.",
                        last.trainLoss(),
                        100 * curves.gap(),
                        last.loss());
            case BARELY_BETTER_THAN_UNIGRAMS ->
                String.format(
                        Locale.ROOT,
                        "The validation loss, %.3f, is barely below the %.3f of how often each token comes.",
                        best.loss(),
                        baseline.unigramLoss());
            case STILL_FALLING ->
                String.format(
                        Locale.ROOT,
                        "The validation loss, %.3f, was still falling steeply when training ended.",
                        best.loss());
            case NO_BETTER_THAN_FIVE_GRAMS ->
                String.format(
                        Locale.ROOT,
                        "The validation loss, %.3f, is no better than the %.3f of a 5-gram model, which only counts.",
                        best.loss(),
                        baseline.fiveGramLoss());
            case SOUND ->
                String.format(
                        Locale.ROOT,
                        "The validation loss, %.3f, is below the %.3f of a 5-gram model, has levelled off or nearly"
                                + " so, and the training loss, %.3f, is not far from it.",
                        best.loss(),
                        baseline.fiveGramLoss(),
                        last.trainLoss());
        };
    }

    private static String trained(Finding finding, TrainingCurves curves, NgramBaseline baseline) {
        double loss = curves.last().trainLoss();
        return switch (finding) {
            case BARELY_BETTER_THAN_UNIGRAMS ->
                String.format(
                        Locale.ROOT,
                        "The training loss, %.3f, is barely below the %.3f of how often each token comes.",
                        loss,
                        baseline.unigramLoss());
            case STILL_FALLING ->
                String.format(
                        Locale.ROOT, "The training loss, %.3f, was still falling steeply when training ended.", loss);
            case SOUND, NO_BETTER_THAN_FIVE_GRAMS, VALIDATION_ROSE, WIDE_GAP ->
                String.format(
                        Locale.ROOT,
                        "The training loss, %.3f, is well below the %.3f of how often each token comes and has levelled"
                                + " off or nearly so.",
                        loss,
                        baseline.unigramLoss());
        };
    }
}
