package dev.longhand.training;

import static dev.longhand.training.TrainingCurvesTest.curves;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.Verdict.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    /** Of tiny-shakespeare by characters. */
    private static final NgramBaseline BASELINE = new NgramBaseline(3.35, 1.58);

    private static final NgramBaseline WITHOUT_VALIDATION = new NgramBaseline(3.35, null);

    @ParameterizedTest
    @CsvSource({
        "2.2 1.6 1.45 1.40 1.39, 1.9 1.6 1.52 1.50 1.495, SOUND",
        "2.2 1.5 1.3 1.1 0.9, 1.9 1.6 1.5 1.6 1.7, VALIDATION_ROSE",
        "2.2 1.4 1.2 1.1 1.08, 1.9 1.6 1.53 1.52 1.515, WIDE_GAP",
        "2.2 1.3 1.2 1.15 1.05, 1.9 1.8 1.7 1.6 1.5, STILL_FALLING", // the gap is wide, and still it learns
        "3.4 3.35 3.34, 3.4 3.33 3.32, BARELY_BETTER_THAN_UNIGRAMS",
        "2.2 1.9 1.8, 1.9 1.8 1.7, STILL_FALLING",
        "2.2 1.8 1.75, 1.9 1.70 1.69, NO_BETTER_THAN_FIVE_GRAMS",
        "2.2, 1.9, NO_BETTER_THAN_FIVE_GRAMS",
        "1.6, 1.4, SOUND"
    })
    void findsWhatDecides(String training, String validation, Finding finding) {
        assertThat(Verdict.finding(curves(training, validation, 0), BASELINE)).isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource({"2.2 1.7 1.6 1.59, SOUND", "3.4 3.3 3.29, BARELY_BETTER_THAN_UNIGRAMS", "2.2 1.9 1.8, STILL_FALLING"})
    void withoutValidationTheTrainingLossIsJudged(String training, Finding finding) {
        var curves = curves(training, "", 0);
        assertThat(Verdict.finding(curves, WITHOUT_VALIDATION)).isEqualTo(finding);
        assertThat(Verdict.of(Specs.resolve("{}"), curves, WITHOUT_VALIDATION).reason())
                .startsWith("The training loss")
                .endsWith("nothing shows whether it was learned by heart.");
    }

    @Test
    void saysWhatWasSeenAndWhichWeightsWereKept() {
        var verdict = verdict("2.2 1.5 1.1 0.9", "1.9 1.5 1.6 1.7", BASELINE);
        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.OVERFIT);
        assertThat(verdict.reason())
                .isEqualTo("The validation loss rose from 1.500 in epoch 2 to 1.700 in epoch 4, while the training loss"
                        + " fell from 1.500 to 0.900: the text was being learned by heart. The model has the"
                        + " weights of epoch 2, the best ones.");
    }

    /** As the API shows it. */
    @Test
    void readsAsJson() {
        var verdict = verdict("2.2 1.9 1.8", "1.9 1.8 1.7", BASELINE);
        var json = Specs.JSON.writeValueAsString(verdict);
        assertThat(json).isEqualTo("""
            {"kind":"underfit","reason":"The validation loss, 1.700, was still falling steeply when training ended.",\
            "unigramLoss":3.35,"fiveGramLoss":1.58,\
            "tryNext":{"setting":"/epochs","value":6,"why":"it had not finished learning"}}\
            """);
        assertThat(Specs.JSON.readValue(json, Verdict.class)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "2.2 1.6 1.45 1.40 1.39, 1.9 1.6 1.52 1.50 1.495, 'below the 1.580 of a 5-gram'",
        "2.2 1.4 1.2 1.1 1.08, 1.9 1.6 1.53 1.52 1.515, 'ended 29 % below the validation loss, 1.515'",
        "3.4 3.35 3.34, 3.4 3.33 3.32, 'barely below the 3.350'",
        "2.2 1.8 1.75, 1.9 1.70 1.69, 'no better than the 1.580 of a 5-gram'"
    })
    void theReasonHasTheFigures(String training, String validation, String part) {
        assertThat(verdict(training, validation, BASELINE).reason()).contains(part);
    }

    private static Verdict verdict(String training, String validation, NgramBaseline baseline) {
        var curves = curves(training, validation, 0);
        int epochs = curves.epochs().size();
        return Verdict.of(Specs.resolve("{\"epochs\": %d}".formatted(epochs)), curves, baseline);
    }
}
