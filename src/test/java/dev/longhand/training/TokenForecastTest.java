package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenForecastTest {
    @Test
    void aStreamOfCharactersIsKnown() {
        var forecast = TokenForecast.of(Specs.resolve("{}"), Specs.corpus("añb añb"));
        assertThat(forecast).isEqualTo(new TokenForecast(7, 7, 4, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tokenizer\": {\"type\": \"word\"}}",
                "{\"tokenizer\": {\"type\": \"bpe\"}}",
                "{\"tokenizer\": {\"type\": \"bpe\", \"maxVocabulary\": 256}}",
                "{\"tokenizer\": {\"type\": \"bpe\", \"maxVocabulary\": 4000}, \"segmentation\": \"line\"}",
                "{\"tokenizer\": {\"type\": \"char\"}, \"segmentation\": \"line\"}",
                "{\"tokenizer\": {\"type\": \"word\"}, \"segmentation\": \"sentence\"}"
            })
    void aGuessIsNearEnoughAndItsBoundsHold(String request) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var spec = Specs.resolve(request);
        var forecast = TokenForecast.of(spec, Specs.corpus(readme));
        var text = TrainingText.read(
                () -> new StringReader(readme), Specs.corpus(readme), spec, java.lang.foreign.Arena.ofAuto());
        long tokens = text.training().predictions() + text.validation().predictions();
        assertThat(tokens).isBetween(forecast.tokens() / 2, forecast.most());
        assertThat(text.tokenizer().vocabularySize()).isLessThanOrEqualTo(forecast.vocabulary());
    }
}
