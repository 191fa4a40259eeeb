package dev.longhand.generation;

import dev.longhand.corpus.CorpusIndex;
import dev.longhand.corpus.Overlap;
import dev.longhand.generation.GenerateResponse.Choice;
import dev.longhand.generation.GenerateResponse.Timing;
import dev.longhand.generation.GenerateResponse.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Adds to an answer what its choices copied, and has a choice that copied too much written again. */
record CopyReport(GenerateRequest request, CopyLimit limit, CorpusIndex index) {
    /** The answer where there is nothing to find copies in. */
    static GenerateResponse without(CopySearch.Impossible impossible, GenerateResponse answer) {
        return answer.with(new CopySource(false, impossible.reason()), answer.choices());
    }

    /** The same answer with the longest copy of each choice. */
    GenerateResponse complete(GenerateResponse answer) {
        return answer.with(
                CopySource.AVAILABLE,
                answer.choices().stream()
                        .map(choice -> choice.with(Copy.of(longest(choice))))
                        .toList());
    }

    /**
     * The same, within the limit where that is possible.
     *
     * @param write answers a request for one choice
     */
    GenerateResponse complete(GenerateResponse answer, Function<GenerateRequest, GenerateResponse> write) {
        if (limit.equals(CopyLimit.NONE)) {
            return complete(answer);
        }
        var answers = new ArrayList<>(List.of(answer));
        var choices = answer.choices().stream()
                .map(choice -> keep(choice, answer.seed(), seed -> {
                    var again = write.apply(request.again(seed));
                    answers.add(again);
                    return again.choices().getFirst();
                }))
                .toList();
        return new GenerateResponse(
                answer.id(),
                answer.modelId(),
                answer.seed(),
                choices,
                usage(answer, choices),
                timing(answers),
                CopySource.AVAILABLE);
    }

    private Choice keep(Choice choice, long seed, LongFunction<Choice> again) {
        var kept = limit.keep(choice, seed, choice.index(), this::longest, again);
        return kept.written().with(Copy.of(kept, limit)).at(choice.index());
    }

    /** Of what was written, not of the prompt before it. */
    private Overlap longest(Choice choice) {
        var text = choice.text();
        return index.longestOverlap(
                request.echo() ? text.substring(request.prompt().length()) : text);
    }

    /** An echoed prompt does not count as written, whichever try it stands before. */
    private Usage usage(GenerateResponse first, List<Choice> choices) {
        int before = tokens(first.choices()) - first.usage().completionTokens();
        return new Usage(first.usage().promptTokens(), tokens(choices) - before);
    }

    private static int tokens(List<Choice> choices) {
        return choices.stream().mapToInt(choice -> choice.tokens().size()).sum();
    }

    /** Of all that was written, whether it is returned or not. */
    private static Timing timing(List<GenerateResponse> answers) {
        int tokens = answers.stream()
                .mapToInt(answer -> answer.usage().completionTokens())
                .sum();
        return Timing.of(
                sum(answers, Timing::queued), sum(answers, Timing::prompt), sum(answers, Timing::completion), tokens);
    }

    private static Duration sum(List<GenerateResponse> answers, Function<Timing, Duration> part) {
        return answers.stream().map(GenerateResponse::timing).map(part).reduce(Duration.ZERO, Duration::plus);
    }
}
