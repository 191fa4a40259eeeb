package dev.longhand.openai;

import dev.longhand.generation.GenerateResponse;
import dev.longhand.generation.TextGeneration;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes the texts of all prompts, one prompt after the other, and answers them together. */
@Component
class Completions {
    private final TextGeneration generation;
    private final Clock clock;

    Completions(TextGeneration generation, Clock clock) {
        this.generation = generation;
        this.clock = clock;
    }

    /** Before the first text is written: a prompt that cannot be read must not be found when others have been answered. */
    void check(CompletionOrder order) {
        if (order.requests().size() > 1) {
            generation.check(order.model().id().toString(), order.requests());
        }
    }

    Completion write(CompletionOrder order) {
        long created = clock.instant().getEpochSecond();
        var written = order.requests().stream()
                .map(request -> generation.generate(order.model().id().toString(), request))
                .toList();
        var choices = new ArrayList<Completion.Choice>();
        var usage = Completion.Usage.NONE;
        for (int prompt = 0; prompt < written.size(); prompt++) {
            choices.addAll(choices(order, prompt, written.get(prompt)));
            usage = usage.plus(written.get(prompt).usage());
        }
        return new CompletionFrame(written.getFirst().id(), created, order.model()).whole(choices, usage);
    }

    private static List<Completion.Choice> choices(CompletionOrder order, int prompt, GenerateResponse written) {
        return written.choices().stream()
                .map(choice -> new Completion.Choice(
                        choice.text(),
                        order.firstIndex(prompt) + choice.index(),
                        Logprobs.of(choice.text(), choice.tokens(), 0, order.alternatives()),
                        Completion.finishReason(choice.finishReason())))
                .toList();
    }
}
