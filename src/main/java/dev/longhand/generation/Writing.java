package dev.longhand.generation;

import dev.longhand.generation.GenerateResponse.Choice;
import dev.longhand.generation.GenerateResponse.Timing;
import dev.longhand.generation.GenerateResponse.Token;
import dev.longhand.generation.GenerateResponse.Usage;
import dev.longhand.generation.StreamEvent.Done;
import dev.longhand.generation.StreamEvent.Piece;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One request in a batch: reads the prompt in one row, then writes the texts, and hands over what comes of it. */
final class Writing implements Participant {
    private final Order order;
    private final PromptReader reader;
    private final Writer writer;
    private final Consumer<StreamEvent> events;
    private final InstantSource clock;
    private final GenerationMeters meters;
    private final Instant submitted;
    private final List<Token> promptTokens = new ArrayList<>();
    private final List<Pieces> pieces;
    private @Nullable Instant started;
    private Instant read = Instant.MIN;

    /** What comes of it while it is written. */
    enum Delivery {
        /** Pieces of texts, and the end. */
        PIECES,
        /** The end alone. */
        WHOLE
    }

    /** What is to be written. */
    record Order(
            UUID id, UUID modelId, Manner manner, Prompt prompt, long seed, Delivery delivery, StateTokens states) {
        GenerateRequest request() {
            return manner.request();
        }

        private Writer writer() {
            var beams = request().beams();
            return beams == null ? new SampledTexts(manner, prompt, seed) : new BeamSearch(manner, prompt, beams);
        }
    }

    Writing(Order order, InstantSource clock, GenerationMeters meters, Consumer<StreamEvent> events) {
        this.order = order;
        this.clock = clock;
        this.meters = meters;
        this.events = events;
        submitted = clock.instant();
        reader = new PromptReader(order.prompt, order.manner.tokenizer(), (id, said) -> {
            if (order.request().echo()) {
                promptTokens.add(order.manner.report().token(id, order.manner.reported(said)));
            }
        });
        writer = order.writer();
        pieces = order.delivery == Delivery.WHOLE
                ? List.of()
                : IntStream.range(0, order.request().n())
                        .mapToObj(index -> new Pieces(index, events))
                        .toList();
    }

    @Override
    public int mostRows() {
        return writer.mostRows();
    }

    @Override
    public @Nullable Reading next() {
        if (started == null) {
            started = clock.instant();
        }
        if (!reader.isRead()) {
            return reader.next();
        }
        return writer.isOver() ? null : writer.next();
    }

    @Override
    public void take(float[][] logits, RowStates states) {
        if (reader.isRead()) {
            writer.take(logits, states);
            meters.written(logits.length);
            deliver();
            return;
        }
        reader.take(logits[0]);
        if (reader.isRead()) {
            read = clock.instant();
            echo();
            writer.begin(logits[0], states);
            meters.firstToken(Duration.between(submitted, read));
            meters.written(writer.mostRows());
            deliver();
        }
    }

    private void echo() {
        var prompt = order.request().prompt();
        if (order.request().echo() && !(prompt.isEmpty() && promptTokens.isEmpty())) {
            var tokens = List.copyOf(promptTokens);
            IntStream.range(0, pieces.size()).forEach(index -> events.accept(new Piece(index, prompt, tokens)));
        }
    }

    private void deliver() {
        if (writer.isOver() || !order.request().isRanked()) {
            var texts = pieces.isEmpty() ? List.<Continuation>of() : writer.texts();
            for (int index = 0; index < texts.size(); index++) {
                pieces.get(index).cut(texts.get(index));
            }
        }
        if (writer.isOver()) {
            events.accept(new Done(response(writer.texts())));
        }
    }

    private GenerateResponse response(List<Continuation> texts) {
        var written = clock.instant();
        int tokens = texts.stream().mapToInt(text -> text.tokens().size()).sum();
        return new GenerateResponse(
                order.id,
                order.modelId,
                order.seed,
                IntStream.range(0, texts.size())
                        .mapToObj(index -> choice(index, texts.get(index)))
                        .toList(),
                new Usage(order.prompt.ids().length, tokens),
                Timing.of(
                        Duration.between(submitted, started),
                        Duration.between(started, read),
                        Duration.between(read, written),
                        tokens));
    }

    private Choice choice(int index, Continuation text) {
        var request = order.request();
        var state = text.state(order.modelId);
        return new Choice(
                index,
                request.echo() ? request.prompt() + text.text() : text.text(),
                text.finishReason(),
                Stream.concat(promptTokens.stream(), text.tokens().stream()).toList(),
                state == null ? null : order.states.write(state));
    }
}
