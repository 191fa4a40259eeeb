package dev.longhand.generation;

import dev.longhand.models.UnknownCharacterRule;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to write. Everything has a default, and the default of all that changes probabilities but the temperature changes nothing.
 * Whatever the order of the fields, a token is chosen in this order: {@code logitBias}; {@code banned}, {@code noRepeatNgram},
 * {@code minTokens}; {@code repetitionPenalty}, {@code presencePenalty} with {@code frequencyPenalty}; {@code temperature};
 * {@code typicalP}; {@code topK}; {@code topP}; {@code minP}. Where all of them together leave no token, the most likely that is
 * allowed stays.
 *
 * @param prompt            what comes before; an empty one begins like a new line, or a new segment
 * @param maxTokens         tokens of each choice at most
 * @param minTokens         tokens of each choice before the model may end its segment; a stop string ends it earlier all the same
 * @param temperature       0 takes the most probable token; 1 samples as the model says; above it gets bolder
 * @param topK              sample from the k most probable tokens only; 0 from all
 * @param topP              sample from the fewest most probable tokens whose probabilities add up to p
 * @param minP              sample from the tokens that are at least p times as probable as the most probable one
 * @param typicalP          sample from the fewest tokens, those of about the expected surprise first, that add up to p
 * @param repetitionPenalty what came lately gets less probable, above 1: positive logits are divided by it, others multiplied
 * @param presencePenalty   subtracted from the logits of what came lately
 * @param frequencyPenalty  subtracted from them once for every time
 * @param penaltyWindow     how many tokens back these three look, in prompt and text
 * @param logitBias         added to the logits of these tokens, each written as it reads; one that is no token is refused
 * @param banned            what must not be written: a token, or the sequence of tokens that the model reads the string as
 * @param noRepeatNgram     so many tokens in a row never come twice in prompt and text; 0 lets them
 * @param stop              ends a choice where one of these appears; it is not part of the text
 * @param seed              the same request with the same seed gives the same text; drawn and returned when it is left out
 * @param n                 how many choices
 * @param bestOf            write so many and return the n whose tokens are most probable on average; n when it is left out
 * @param beams             look for the most probable texts with so many beams instead of sampling; takes no field of sampling
 * @param echo              whether each text, and its tokens, begin with the prompt
 * @param logprobs          with each token how probable it was to the model, and so many of the most probable ones; 0 for neither
 * @param unknownCharacters what becomes of characters or words of the prompt that the model does not know
 * @param keepState         whether each choice comes with the state that it has ended in
 * @param state             a state that a choice of the same model came with: goes on from there, then with the prompt, which may
 *                          be empty; penalties look back as far as 256 tokens into what came before
 * @param checkCopies       says of each choice, without the prompt, the longest piece that stands verbatim in the corpus of the model;
 *                          the first time for a corpus this takes longer
 * @param maxCopy           writes a choice again, with other seeds, while that piece has more characters; after a few tries the
 *                          choice that copies least is returned, and said to be so. It takes checkCopies along, and is not
 *                          possible in a stream
 */
public record GenerateRequest(
        @Schema(defaultValue = "", example = "The ") String prompt,
        @Min(1) @Schema(defaultValue = "200") Integer maxTokens,
        @Min(0) @Schema(defaultValue = "0") Integer minTokens,

        @DecimalMin("0") @DecimalMax("10") @Schema(defaultValue = "0.8") @Nullable
        Double temperature,

        @Min(0) @Schema(defaultValue = "0") @Nullable Integer topK,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Schema(defaultValue = "1") @Nullable
        Double topP,

        @DecimalMin("0") @DecimalMax("1") @Schema(defaultValue = "0") @Nullable
        Double minP,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Schema(defaultValue = "1") @Nullable
        Double typicalP,

        @DecimalMin("0.1") @DecimalMax("10") @Schema(defaultValue = "1")
        Double repetitionPenalty,

        @DecimalMin("-2") @DecimalMax("2") @Schema(defaultValue = "0")
        Double presencePenalty,

        @DecimalMin("-2") @DecimalMax("2") @Schema(defaultValue = "0")
        Double frequencyPenalty,

        @Min(0) @Max(1_000_000) @Schema(defaultValue = "64") Integer penaltyWindow,

        @Size(max = GenerationProperties.MAX_BIASES) @Schema(example = "{\"e\": -1.5}")
        Map<String, @NotNull @DecimalMin("-100") @DecimalMax("100") Double> logitBias,

        @Size(max = GenerationProperties.MAX_BANNED)
        List<@NotNull @Size(min = 1, max = GenerationProperties.MAX_BANNED_LENGTH) String> banned,

        @Min(0) @Max(GenerationProperties.MAX_NGRAM) @Schema(defaultValue = "0")
        Integer noRepeatNgram,

        @Size(max = GenerationProperties.MAX_STOPS)
        List<@NotNull @Size(min = 1, max = GenerationProperties.MAX_STOP_LENGTH) String> stop,

        @Schema(example = "42") @Nullable Long seed,
        @Min(1) @Schema(defaultValue = "1") Integer n,
        @Min(1) @Nullable Integer bestOf,
        @Min(1) @Nullable Integer beams,
        @Schema(defaultValue = "false") Boolean echo,

        @Min(0) @Max(GenerationProperties.MAX_LOGPROBS) @Schema(defaultValue = "0")
        Integer logprobs,

        @Schema(defaultValue = "error") UnknownCharacterRule unknownCharacters,
        @Schema(defaultValue = "false") Boolean keepState,
        @Nullable String state,
        @Schema(defaultValue = "false") Boolean checkCopies,
        @Min(1) @Schema(example = "40") @Nullable Integer maxCopy) {
    public GenerateRequest {
        prompt = prompt == null ? "" : prompt;
        maxTokens = maxTokens == null ? 200 : maxTokens;
        minTokens = minTokens == null ? 0 : minTokens;
        repetitionPenalty = repetitionPenalty == null ? 1.0 : repetitionPenalty;
        presencePenalty = presencePenalty == null ? 0.0 : presencePenalty;
        frequencyPenalty = frequencyPenalty == null ? 0.0 : frequencyPenalty;
        penaltyWindow = penaltyWindow == null ? 64 : penaltyWindow;
        logitBias = logitBias == null ? Map.of() : logitBias;
        banned = banned == null ? List.of() : banned;
        noRepeatNgram = noRepeatNgram == null ? 0 : noRepeatNgram;
        stop = stop == null ? List.of() : stop;
        n = n == null ? 1 : n;
        echo = echo != null && echo;
        logprobs = logprobs == null ? 0 : logprobs;
        keepState = keepState != null && keepState;
        unknownCharacters = unknownCharacters == null ? UnknownCharacterRule.ERROR : unknownCharacters;
        checkCopies = checkCopies != null && checkCopies;
    }

    /** The same for one choice with another seed, and nothing said of copies. */
    GenerateRequest again(long seed) {
        return new GenerateRequest(
                prompt,
                maxTokens,
                minTokens,
                temperature,
                topK,
                topP,
                minP,
                typicalP,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                penaltyWindow,
                logitBias,
                banned,
                noRepeatNgram,
                stop,
                seed,
                1,
                null,
                null,
                echo,
                logprobs,
                unknownCharacters,
                keepState,
                state,
                false,
                null);
    }

    boolean looksForCopies() {
        return checkCopies || maxCopy != null;
    }

    /** How tokens are drawn; what is left out has its default here, so that beam search can tell what was given. */
    Sampling sampling() {
        return new Sampling(
                Objects.requireNonNullElse(temperature, 0.8),
                Objects.requireNonNullElse(typicalP, 1.0),
                Objects.requireNonNullElse(topK, 0),
                Objects.requireNonNullElse(topP, 1.0),
                Objects.requireNonNullElse(minP, 0.0));
    }

    /** Whether the texts are compared when all are written: then none is known before. */
    boolean isRanked() {
        return beams != null || rows() > n;
    }

    /** How many texts are written side by side. */
    int rows() {
        return beams == null ? Objects.requireNonNullElse(bestOf, n) : beams;
    }
}
