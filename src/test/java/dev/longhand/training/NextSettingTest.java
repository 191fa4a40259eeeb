package dev.longhand.training;

import static dev.longhand.training.TrainingCurvesTest.curves;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.Verdict.Finding;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextSettingTest {
    private static final String FLAT = "2 1.8 1.8";
    private static final String FALLING = "2.2 2 1.8";

    private static String after(Finding finding, String request, TrainingCurves curves) {
        var next = NextSetting.after(finding, Specs.resolve(request), curves);
        return next == null ? "nothing" : next.setting() + " " + next.value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                | /network/dropout 0.2",
                "{\"network\": {\"dropout\": 0.2}}                                 | /network/dropout 0.3",
                "{\"network\": {\"dropout\": 0.45}}                                | /network/dropout 0.5",
                "{\"network\": {\"dropout\": 0.5}}                                 | /network/recurrentDropout 0.1",
                "{\"network\": {\"dropout\": 0.5, \"recurrentDropout\": 0.2}}      | /network/recurrentDropout 0.3",
                "{\"network\": {\"dropout\": 0.6, \"recurrentDropout\": 0.3}}      | /network/hiddenSize 128",
                "{\"epochs\": 3, \"network\": {\"hiddenSize\": 8, \"dropout\": 0.5, \"recurrentDropout\": 0.3}} |"
                        + " /epochs 2",
                "{\"epochs\": 2, \"network\": {\"hiddenSize\": 8, \"dropout\": 0.5, \"recurrentDropout\": 0.3}} |"
                        + " nothing",
            })
    void learningByHeartIsMadeHarder(String request, String next) {
        var curves = curves("2 1.5 1.2", "2 1.7 1.9", 0);
        assertThat(after(Finding.VALIDATION_ROSE, request, curves)).isEqualTo(next);
        assertThat(after(Finding.WIDE_GAP, request, curves)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"epochs\": 3}                                           | 0.1 | /epochs 6",
                "{\"epochs\": 3}                                           | 0.9 | /epochs 6",
                "{\"epochs\": 9, \"maxSteps\": 300}                        | 0.1 | /maxSteps 600",
                "{\"epochs\": 9, \"maxSteps\": 301, \"maxDuration\": \"PT45M\"} | 0.1 | /maxDuration PT1H30M",
                "{\"epochs\": 9, \"maxDuration\": \"P20D\"}                | 0.1 | /maxDuration PT720H",
                "{\"epochs\": 9}                                           | 0.1 | /earlyStopping/patience 6",
                "{\"optimizer\": {\"learningRate\": 0.0001}}               | 0.1 | /optimizer/learningRate 4.0E-4",
            })
    void whatStillFellGoesOnForLonger(String request, double clippedShare, String next) {
        var curves = curves(FALLING, FALLING, clippedShare);
        assertThat(after(Finding.STILL_FALLING, request, curves)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                           | 0.1 | /network/hiddenSize 512",
                "{}                                                           | 0.6 | /optimizer/learningRate 0.001",
                "{\"optimizer\": {\"learningRate\": 0.03}}                    | 0.1 | /optimizer/learningRate 0.015",
                "{\"optimizer\": {\"type\": \"sgd\", \"learningRate\": 0.01}} | 0.1 | /optimizer/learningRate 0.04",
                "{\"network\": {\"dropout\": 0.3}}                            | 0.1 | /network/dropout 0.15",
                "{\"network\": {\"hiddenSize\": 4096}}                        | 0.1 | /network/layers 3",
                "{\"network\": {\"hiddenSize\": 4096, \"layers\": 8}}         | 0.1 | nothing",
            })
    void whatLevelledOffTooHighIsGivenMore(String request, double clippedShare, String next) {
        var curves = curves(FLAT, FLAT, clippedShare);
        assertThat(after(Finding.NO_BETTER_THAN_FIVE_GRAMS, request, curves)).isEqualTo(next);
        assertThat(after(Finding.BARELY_BETTER_THAN_UNIGRAMS, request, curves)).isEqualTo(next);
    }

    @Test
    void oneEpochIsTooLittleToKnow() {
        assertThat(after(Finding.NO_BETTER_THAN_FIVE_GRAMS, "{\"epochs\": 1}", curves("2", "1.9", 0)))
                .isEqualTo("/epochs 2");
    }

    @Test
    void whatIsSoundGoesFurther() {
        assertThat(after(Finding.SOUND, "{\"epochs\": 3}", curves("2 1.5 1.4", "2 1.5 1.49", 0)))
                .isEqualTo("/epochs 6");
        assertThat(after(Finding.SOUND, "{\"epochs\": 3}", curves("2 1.5 1.4", "2 1.5 1.505", 0)))
                .isEqualTo("/network/hiddenSize 512");
        assertThat(after(Finding.SOUND, "{\"epochs\": 3}", curves("2 1.5 1.4", "", 0)))
                .isEqualTo("/validationFraction 0.1");
    }

    /** What is given can be asked for: the same request with the one value changed. */
    @ParameterizedTest
    @CsvSource({"VALIDATION_ROSE", "STILL_FALLING", "NO_BETTER_THAN_FIVE_GRAMS", "SOUND"})
    void theSettingIsOneOfTheRequest(Finding finding) {
        var spec = Specs.resolve("{\"epochs\": 3}");
        var next = Objects.requireNonNull(NextSetting.after(finding, spec, curves(FALLING, FALLING, 0)));
        assertThat(Specs.JSON.valueToTree(spec).at(next.setting()).isNumber()).isTrue();
    }
}
