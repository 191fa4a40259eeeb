package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a training, judged by its own curves and by what models that only count reach on the same split.
 *
 * @param reason       what was seen, with the figures
 * @param unigramLoss  of single tokens, in nats per token
 * @param fiveGramLoss of interpolated 5-grams; null without validation
 * @param tryNext      null where there is nothing left to turn
 */
record Verdict(
        Kind kind,
        String reason,
        double unigramLoss,
        @Nullable Double fiveGramLoss,
        @Nullable TryNext tryNext) {
    /** The share of the unigrams' loss above which a network has learned hardly more than how often each token comes. */
    private static final double BARELY_BETTER = 0.95;

    enum Kind {
        @JsonProperty("underfit")
        UNDERFIT,
        @JsonProperty("healthy")
        HEALTHY,
        @JsonProperty("overfit")
        OVERFIT
    }

    /**
     * The one setting to change in the next training.
     *
     * @param setting JSON pointer into the request
     * @param value   a number, or a text where the setting is one
     */
    record TryNext(String setting, Object value, String why) {}

    /** What decided. */
    enum Finding {
        VALIDATION_ROSE(Kind.OVERFIT),
        WIDE_GAP(Kind.OVERFIT),
        BARELY_BETTER_THAN_UNIGRAMS(Kind.UNDERFIT),
        STILL_FALLING(Kind.UNDERFIT),
        NO_BETTER_THAN_FIVE_GRAMS(Kind.UNDERFIT),
        SOUND(Kind.HEALTHY);

        private final Kind kind;

        Finding(Kind kind) {
            this.kind = kind;
        }
    }

    static Verdict of(TrainingJobSpec spec, TrainingCurves curves, NgramBaseline baseline) {
        var finding = finding(curves, baseline);
        return new Verdict(
                finding.kind,
                reason(finding, curves, baseline),
                baseline.unigramLoss(),
                baseline.fiveGramLoss(),
                NextSetting.after(finding, spec, curves));
    }

    /** Learning by heart first: a small text is learned so before 5-grams are beaten. */
    static Finding finding(TrainingCurves curves, NgramBaseline baseline) {
        if (curves.hasValidationRisen()) {
            return Finding.VALIDATION_ROSE;
        }
        if (curves.isGapWide() && !curves.isStillFalling()) {
            return Finding.WIDE_GAP;
        }
        double loss = curves.best().loss();
        if (loss > BARELY_BETTER * baseline.unigramLoss()) {
            return Finding.BARELY_BETTER_THAN_UNIGRAMS;
        }
        if (curves.isStillFalling()) {
            return Finding.STILL_FALLING;
        }
        var fiveGramLoss = baseline.fiveGramLoss();
        return fiveGramLoss != null && loss >= fiveGramLoss ? Finding.NO_BETTER_THAN_FIVE_GRAMS : Finding.SOUND;
    }

    private static String reason(Finding finding, TrainingCurves curves, NgramBaseline baseline) {
        var seen = curves.hasValidation()
                ? validated(finding, curves, baseline)
                : trained(finding, curves, baseline)
                        + " Without validation (validationFraction 0) nothing shows whether it was learned by heart.";
        return finding.kind == Kind.OVERFIT
                ? seen + text(" The model has the weights of epoch %d, the best ones.", curves.best().epoch())
                : seen;
    }

    private static String validated(Finding finding, TrainingCurves curves, NgramBaseline baseline) {
        var best = curves.best();
        var last = curves.last();
        return switch (finding) {
            case VALIDATION_ROSE ->
                text(
                        "The validation loss rose from %.3f in epoch %d to %.3f in epoch %d, while the training loss fell"
                                + " from %.3f to %.3f: the text was being learned by heart.",
                        best.loss(), best.epoch(), last.loss(), last.epoch(), best.trainLoss(), last.trainLoss());
            case WIDE_GAP ->
                text(
                        "The training loss, %.3f, ended %.0f %% below the validation loss, %.3f: much of the text was"
                                + " learned by heart.",
                        last.trainLoss(), 100 * curves.gap(), last.loss());
            case BARELY_BETTER_THAN_UNIGRAMS ->
                text(
                        "The validation loss, %.3f, is barely below the %.3f of how often each token comes.",
                        best.loss(), baseline.unigramLoss());
            case STILL_FALLING ->
                text("The validation loss, %.3f, was still falling steeply when training ended.", best.loss());
            case NO_BETTER_THAN_FIVE_GRAMS ->
                text(
                        "The validation loss, %.3f, is no better than the %.3f of a 5-gram model, which only counts.",
                        best.loss(), baseline.fiveGramLoss());
            case SOUND ->
                text(
                        "The validation loss, %.3f, is below the %.3f of a 5-gram model, has levelled off or nearly so, and"
                                + " the training loss, %.3f, is not far from it.",
                        best.loss(), baseline.fiveGramLoss(), last.trainLoss());
        };
    }

    private static String trained(Finding finding, TrainingCurves curves, NgramBaseline baseline) {
        double loss = curves.last().trainLoss();
        return switch (finding) {
            case BARELY_BETTER_THAN_UNIGRAMS ->
                text(
                        "The training loss, %.3f, is barely below the %.3f of how often each token comes.",
                        loss, baseline.unigramLoss());
            case STILL_FALLING -> text("The training loss, %.3f, was still falling steeply when training ended.", loss);
            case SOUND, NO_BETTER_THAN_FIVE_GRAMS, VALIDATION_ROSE, WIDE_GAP ->
                text(
                        "The training loss, %.3f, is well below the %.3f of how often each token comes and has levelled"
                                + " off or nearly so.",
                        loss, baseline.unigramLoss());
        };
    }

    private static String text(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
