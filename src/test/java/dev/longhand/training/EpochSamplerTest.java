package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.StopSignal;
import dev.longhand.engine.TokenSource;
import dev.longhand.engine.Trainer;
import dev.longhand.engine.TrainingListener;
import dev.longhand.engine.Weights;
import java.io.IOException;
import java.io.StringReader;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class EpochSamplerTest {
    private static final String SMALL = """
        "network": {"layers": 1, "hiddenSize": 24, "embeddingSize": 8}, "batchSize": 4, "sequenceLength": 8,
        "optimizer": {"type": "adam", "learningRate": 0.02}, "validationFraction": 0\
        """;

    private record Trained(TrainingText text, Weights weights) {
        EpochSampler sampler(long seed) {
            return new EpochSampler(text.tokenizer(), text.training().tokens(), seed);
        }
    }

    private static Trained train(String corpus, String more, int steps) throws IOException {
        var spec = Specs.resolve("{%s, \"maxSteps\": %d, \"epochs\": 1000%s}".formatted(SMALL, steps, more));
        var text = TrainingText.read(() -> new StringReader(corpus), Specs.corpus(corpus), spec, Arena.ofAuto());
        var training = spec.toSpec(text.tokenizer().vocabularySize(), 1);
        try (var trainer = new Trainer(
                training, text.training(), text.validation(), new Unheard(), () -> StopSignal.Answer.GO_ON)) {
            return new Trained(text, trainer.run().orElseThrow().weights());
        }
    }

    private static final class Unheard implements TrainingListener {
        @Override
        public void onStep(StepReport report) {}

        @Override
        public void onEpoch(EpochReport report) {}
    }

    @Test
    void theSameSeedAndEpochWriteTheSame() throws IOException {
        var trained = train("to be or not to be that is the question ".repeat(20), "", 1);
        var sample = trained.sampler(7).sample(trained.weights(), 3);
        assertThat(sample).hasSize(120);
        assertThat(trained.sampler(7).sample(trained.weights(), 3)).isEqualTo(sample);
        assertThat(trained.sampler(7).sample(trained.weights(), 4)).isNotEqualTo(sample);
        assertThat(trained.sampler(8).sample(trained.weights(), 3)).isNotEqualTo(sample);
    }

    /** The prompt is the first 16 characters; what was learned by heart goes on behind them. */
    @Test
    void aStreamGoesOnBehindItsFirstTokens() throws IOException {
        var trained = train("abcde".repeat(100), "", 300);
        assertThat(trained.sampler(7).sample(trained.weights(), 1)).startsWith("bcdeabcdeabcdeabcde");
    }

    @Test
    void aSegmentBeginsAndEndsAsOne() throws IOException {
        var trained = train("abcd\n".repeat(100), ", \"segmentation\": \"line\"", 300);
        assertThat(trained.text().training()).isInstanceOf(TokenSource.Segments.class);
        assertThat(trained.sampler(7).sample(trained.weights(), 1)).isEqualTo("abcd");
    }

    /** Bytes of a character that never became whole are left out at the end. */
    @Test
    void charactersAreWhole() throws IOException {
        var trained = train(
                "\u6625\u7720\u4e0d\u899a\u66c9".repeat(60),
                ", \"tokenizer\": {\"type\": \"bpe\", \"maxVocabulary\": 256}",
                300);
        var sample = trained.sampler(7).sample(trained.weights(), 1);
        assertThat(sample).contains("\u7720\u4e0d").doesNotEndWith("\ufffd");
    }
}
