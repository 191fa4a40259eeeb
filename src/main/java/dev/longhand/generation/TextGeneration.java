package dev.longhand.generation;

import dev.longhand.generation.GenerateResponse.Timing;
import dev.longhand.generation.GenerateResponse.Usage;
import dev.longhand.models.LoadedModel;
import dev.longhand.models.Models;
import dev.longhand.web.Ids;
import dev.longhand.web.Invalid;
import dev.longhand.web.InvalidField;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Service;

/** Writes texts with models. The same request with the same seed gives the same text, whatever else goes on. */
@Service
class TextGeneration {
    /** Numbers that every JSON reader keeps exact, JavaScript's among them. */
    private static final long LARGEST_DRAWN_SEED = 1L << 53;

    private final Models models;
    private final GenerationThreads threads;
    private final GenerationProperties properties;
    private final RandomGenerator seeds;
    private final Clock clock;

    TextGeneration(
            Models models,
            GenerationThreads threads,
            GenerationProperties properties,
            RandomGenerator seeds,
            Clock clock) {
        this.models = models;
        this.threads = threads;
        this.properties = properties;
        this.seeds = seeds;
        this.clock = clock;
    }

    GenerateResponse generate(String reference, GenerateRequest request) {
        checkLimits(request);
        var model = models.load(reference);
        var prompt = Prompt.of(request.prompt(), request.unknownCharacters(), model.tokenizer());
        var asked = request.seed();
        long seed = asked == null ? seeds.nextLong(LARGEST_DRAWN_SEED) : asked;
        var submitted = clock.instant();
        return threads.compute(() -> write(model, request, prompt, seed, submitted));
    }

    private void checkLimits(GenerateRequest request) {
        var errors = new ArrayList<InvalidField>();
        if (request.maxTokens() > properties.maxTokens()) {
            errors.add(new InvalidField("/maxTokens", "must be at most " + properties.maxTokens()));
        }
        if (request.n() > properties.maxChoices()) {
            errors.add(new InvalidField("/n", "must be at most " + properties.maxChoices()));
        }
        if (request.prompt().codePointCount(0, request.prompt().length()) > properties.maxPromptCharacters()) {
            errors.add(new InvalidField(
                    "/prompt", "must have at most " + properties.maxPromptCharacters() + " characters"));
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    private GenerateResponse write(
            LoadedModel model, GenerateRequest request, Prompt prompt, long seed, Instant submitted) {
        return model.withPredictor(request.n(), predictor -> {
            var started = clock.instant();
            var choices = new Choices(model.tokenizer(), request, seed);
            var logits = choices.read(predictor, prompt.input(model.tokenizer()));
            var read = clock.instant();
            choices.write(predictor, logits);
            var written = clock.instant();
            var texts = choices.choices();
            int tokens =
                    texts.stream().mapToInt(choice -> choice.tokens().size()).sum();
            return new GenerateResponse(
                    Ids.next(),
                    model.id(),
                    seed,
                    texts,
                    new Usage(prompt.ids().length, tokens),
                    new Timing(
                            Duration.between(submitted, started),
                            Duration.between(started, read),
                            Duration.between(read, written),
                            perSecond(tokens, Duration.between(read, written))));
        });
    }

    private static double perSecond(int tokens, Duration time) {
        return Math.round(tokens * 1e9 / Math.max(1, time.toNanos()));
    }
}
