package dev.longhand.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.generation.GenerateResponse.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the tokens of a text, or of a piece of one, in four lists of one length.
 *
 * @param textOffset    where each begins in the text, in code points
 * @param tokenLogprobs in nats
 * @param topLogprobs   the most probable ones in its place, and the token itself; null where none were asked for
 */
record Logprobs(
        List<String> tokens,
        @JsonProperty("token_logprobs") List<Double> tokenLogprobs,
        @JsonProperty("top_logprobs") @Nullable List<Map<String, Double>> topLogprobs,
        @JsonProperty("text_offset") List<Integer> textOffset) {
    /**
     * @param text         that the tokens make
     * @param offset       of that text in the whole one, in code points
     * @param alternatives how many were asked for; null for no log-probabilities at all
     */
    static @Nullable Logprobs of(String text, List<Token> tokens, int offset, @Nullable Integer alternatives) {
        return alternatives == null
                ? null
                : new Logprobs(
                        tokens.stream().map(Token::text).toList(),
                        tokens.stream().map(Logprobs::logprob).toList(),
                        alternatives == 0
                                ? null
                                : tokens.stream()
                                        .map(token -> top(token, alternatives))
                                        .toList(),
                        offsets(text, tokens, offset));
    }

    private static double logprob(Token token) {
        return Objects.requireNonNull(token.logprob(), "Log-probabilities were asked for");
    }

    private static Map<String, Double> top(Token token, int alternatives) {
        var top = new LinkedHashMap<String, Double>();
        Objects.requireNonNullElse(token.topLogprobs(), List.<dev.longhand.generation.GenerateResponse.Alternative>of())
                .stream()
                .limit(alternatives)
                .forEach(alternative -> top.putIfAbsent(alternative.text(), alternative.logprob()));
        top.putIfAbsent(token.text(), logprob(token));
        return top;
    }

    /** A token that does not stand in the text as it reads by itself, such as a part of a character, begins where it would. */
    private static List<Integer> offsets(String text, List<Token> tokens, int offset) {
        var offsets = new ArrayList<Integer>();
        int end = 0;
        for (var token : tokens) {
            int begin = text.indexOf(token.text(), end);
            offsets.add(offset + text.codePointCount(0, begin < 0 ? end : begin));
            end = begin < 0 ? end : begin + token.text().length();
        }
        return offsets;
    }
}
