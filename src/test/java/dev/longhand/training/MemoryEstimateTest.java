package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {
    private static long estimate(String request) {
        var spec = Specs.resolve(request);
        return MemoryEstimate.of(spec, TokenForecast.of(spec, Specs.corpus("abc".repeat(50_000))), 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"precision": "bf16"}                                        | {}
        {}                                                           | {"averageDecay": 0.9}
        {"optimizer": {"type": "sgd"}}                               | {"optimizer": {"type": "adamw"}}
        {}                                                           | {"tokenizer": {"type": "bpe"}}
        {"tokenizer": {"type": "word", "maxVocabulary": 5000}}       | {"tokenizer": {"type": "word"}}
        {"preset": "small"}                                          | {"preset": "large"}
        """)
    void whatNeedsMoreIsEstimatedHigher(String less, String more) {
        assertThat(estimate(less)).isLessThan(estimate(more));
    }

    @Test
    void aGuessedVocabularyIsTheLargestPossible() {
        var forecast = TokenForecast.of(
                Specs.resolve(
                        "{\"tokenizer\": {\"type\": \"word\", \"maxVocabulary\": 777}, \"segmentation\": \"line\"}"),
                Specs.corpus("a b c"));
        assertThat(forecast.vocabulary()).isEqualTo(778);
    }
}
