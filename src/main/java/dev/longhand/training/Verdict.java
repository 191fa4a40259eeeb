package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;
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

        final Kind kind;

        Finding(Kind kind) {
            this.kind = kind;
        }
    }

    static Verdict of(TrainingJobSpec spec, TrainingCurves curves, NgramBaseline baseline) {
        var finding = finding(curves, baseline);
        return new Verdict(
                finding.kind,
                VerdictReason.of(finding, curves, baseline),
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
}
