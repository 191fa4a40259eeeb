package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.SpecWarnings.Machine;
import dev.longhand.training.SpecWarnings.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecWarningsTest {
    private static final Size BOOK = new Size(800_000, 1_000_000, 488);
    private static final Machine FAST = new Machine(true, true);

    private static List<String> of(String request) {
        return SpecWarnings.of(Specs.resolve(request), BOOK, FAST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"preset\": \"shakespeare-best\"}",
                "{\"optimizer\": {\"learningRate\": 0.02}}",
                "{\"optimizer\": {\"type\": \"sgd\", \"learningRate\": 5}}",
                "{\"gradientClipping\": {\"type\": \"none\"}}",
                "{\"network\": {\"cell\": \"rnn\", \"activation\": \"elu\"}}",
                "{\"precision\": \"bf16\"}"
            })
    void whatIsUsualIsNotWarnedOf(String request) {
        assertThat(of(request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"optimizer\": {\"learningRate\": 0.03}} | optimizer.learningRate 0.03",
                "{\"optimizer\": {\"type\": \"adamw\", \"learningRate\": 0.03}} | optimizer.learningRate 0.03",
                "{\"optimizer\": {\"type\": \"rmsprop\", \"learningRate\": 0.03}} | optimizer.learningRate 0.03",
                "{\"optimizer\": {\"type\": \"sgd\", \"learningRate\": 50}} | optimizer.learningRate 50.0",
                "{\"network\": {\"cell\": \"rnn\"}, \"gradientClipping\": {\"type\": \"none\"}} | gradientClipping"
                        + " none",
                "{\"optimizer\": {\"learningRate\": 0.01}, \"gradientClipping\": {\"type\": \"none\"}}"
                        + " | gradientClipping none",
                "{\"validationFraction\": 0} | validationFraction 0"
            })
    void whatDisappointsIsSaid(String request, String beginning) {
        assertThat(of(request)).singleElement().asString().startsWith(beginning);
    }

    @Test
    void aSmallTextIsLearnedByHeart() {
        var spec = Specs.resolve("{}");
        assertThat(SpecWarnings.of(spec, new Size(1_000_000, 100_000, 48), FAST))
                .isEmpty();
        assertThat(SpecWarnings.of(spec, new Size(1_000_001, 100_000, 48), FAST))
                .containsExactly(
                        "1,000,001 parameters for about 100,000 training tokens: the network will learn them by"
                                + " heart; a smaller hiddenSize generalises better");
    }

    @Test
    void anEpochOfFewStepsTeachesLittle() {
        var spec = Specs.resolve("{}");
        assertThat(SpecWarnings.of(spec, new Size(1, 1000, 20), FAST)).isEmpty();
        assertThat(SpecWarnings.of(spec, new Size(1, 1000, 19), FAST))
                .containsExactly(
                        "An epoch has about 19 steps: a batchSize below 32 or a sequenceLength below 64 gives more");
    }

    @Test
    void whatTheMachineLacksIsSaid() {
        var bf16 = Specs.resolve("{\"precision\": \"bf16\"}");
        assertThat(SpecWarnings.of(bf16, BOOK, new Machine(true, false)))
                .containsExactly("bf16 is not available here: the job computes in float32");
        assertThat(SpecWarnings.of(Specs.resolve("{}"), BOOK, new Machine(false, false)))
                .singleElement()
                .asString()
                .startsWith("oneDNN is not available here");
    }
}
