package dev.longhand.generation;

import dev.longhand.generation.GenerateResponse.Choice;
import dev.longhand.generation.GenerateResponse.Timing;
import dev.longhand.generation.GenerateResponse.Usage;
import dev.longhand.models.LoadedModel;
import dev.longhand.models.Models;
import dev.longhand.web.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Writes texts with models. The same request with the same seed gives the same text, whatever else goes on. */
@Service
public class TextGeneration {
    /** Numbers that every JSON reader keeps exact, JavaScript's among them. */
    private static final long LARGEST_DRAWN_SEED = 1L << 53;

    private final Models models;
    private final GenerationThreads threads;
    private final RequestLimits limits;
    private final RandomGenerator seeds;
    private final Clock clock;

    TextGeneration(Models models, GenerationThreads threads, RequestLimits limits, RandomGenerator seeds, Clock clock) {
        this.models = models;
        this.threads = threads;
        this.limits = limits;
        this.seeds = seeds;
        this.clock = clock;
    }

    public GenerateResponse generate(String reference, GenerateRequest request) {
        limits.check(request);
        var model = models.load(reference);
        var manner = Manner.of(request, model.tokenizer());
        var prompt = Prompt.of("/prompt", request.prompt(), request.unknownCharacters(), model.tokenizer());
        var asked = request.seed();
        long seed = asked == null ? seeds.nextLong(LARGEST_DRAWN_SEED) : asked;
        var submitted = clock.instant();
        return threads.compute(() -> write(model, manner, prompt, seed, submitted));
    }

    /** Begins to write; the problems of {@link #generate} that are known before come from here. */
    public TextStream stream(String reference, GenerateRequest request) {
        return new FinishedStream(generate(reference, request));
    }

    private GenerateResponse write(LoadedModel model, Manner manner, Prompt prompt, long seed, Instant submitted) {
        var started = clock.instant();
        var reading = model.withPredictor(1, predictor -> PromptReading.read(predictor, prompt, manner));
        var read = clock.instant();
        var texts = texts(model, manner, prompt, seed, reading);
        var written = clock.instant();
        int tokens = texts.stream().mapToInt(text -> text.tokens().size()).sum();
        return new GenerateResponse(
                Ids.next(),
                model.id(),
                seed,
                choices(texts, manner.request(), reading),
                new Usage(prompt.ids().length, tokens),
                new Timing(
                        Duration.between(submitted, started),
                        Duration.between(started, read),
                        Duration.between(read, written),
                        perSecond(tokens, Duration.between(read, written))));
    }

    private static List<Continuation> texts(
            LoadedModel model, Manner manner, Prompt prompt, long seed, PromptReading reading) {
        var beams = manner.request().beams();
        return model.withPredictor(
                manner.request().rows(),
                predictor -> beams == null
                        ? new SampledTexts(manner, prompt, seed).write(predictor, reading)
                        : new BeamSearch(manner, prompt, beams).write(predictor, reading));
    }

    private static List<Choice> choices(List<Continuation> texts, GenerateRequest request, PromptReading reading) {
        return IntStream.range(0, texts.size())
                .mapToObj(index -> {
                    var text = texts.get(index);
                    return new Choice(
                            index,
                            request.echo() ? request.prompt() + text.text() : text.text(),
                            text.finishReason(),
                            Stream.concat(reading.tokens().stream(), text.tokens().stream())
                                    .toList());
                })
                .toList();
    }

    private static double perSecond(int tokens, Duration time) {
        return Math.round(tokens * 1e9 / Math.max(1, time.toNanos()));
    }
}
