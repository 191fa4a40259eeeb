package dev.longhand.generation;

import dev.longhand.text.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/** The steps on logits that a request asks for, in the one order in which they are taken: bias, bans, penalties. */
final class LogitSteps {
    private LogitSteps() {}

    /** @throws dev.longhand.web.Invalid names texts that are no tokens of the model */
    static List<LogitStep> of(GenerateRequest request, Tokenizer tokenizer) {
        var steps = new ArrayList<LogitStep>();
        if (!request.logitBias().isEmpty()) {
            steps.add(new TokenTexts(tokenizer).bias(request.logitBias()));
        }
        addBans(request, tokenizer, steps);
        addPenalties(request, steps);
        return List.copyOf(steps);
    }

    private static void addBans(GenerateRequest request, Tokenizer tokenizer, List<LogitStep> steps) {
        if (!request.banned().isEmpty()) {
            steps.add(new TokenTexts(tokenizer).ban(request.banned()));
        }
        if (request.noRepeatNgram() > 0) {
            steps.add(new NgramBan(request.noRepeatNgram()));
        }
        if (request.minTokens() > 0) {
            tokenizer.endOfSegment().ifPresent(end -> steps.add(new EarlyEndBan(end, request.minTokens())));
        }
    }

    private static void addPenalties(GenerateRequest request, List<LogitStep> steps) {
        var window = new PenaltyWindow(request.penaltyWindow());
        if (request.repetitionPenalty() != 1) {
            steps.add(new RepetitionPenalty(request.repetitionPenalty(), window));
        }
        if (request.presencePenalty() != 0 || request.frequencyPenalty() != 0) {
            steps.add(new OccurrencePenalty(request.presencePenalty(), request.frequencyPenalty(), window));
        }
    }
}
