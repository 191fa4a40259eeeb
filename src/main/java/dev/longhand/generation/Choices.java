package dev.longhand.generation;

import dev.longhand.engine.Predictor;
import dev.longhand.engine.RandomStreams;
import dev.longhand.generation.GenerateResponse.Choice;
import dev.longhand.generation.GenerateResponse.FinishReason;
import dev.longhand.generation.GenerateResponse.Token;
import dev.longhand.text.TextDecoder;
import dev.longhand.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the n texts of one request, one row of the predictor each, each with a random stream of its own. */
final class Choices {
    private final Tokenizer tokenizer;
    private final GenerateRequest request;
    private final Sampler sampler;
    private final StopStrings stops;
    private final List<Row> rows;

    Choices(Tokenizer tokenizer, GenerateRequest request, long seed) {
        this.tokenizer = tokenizer;
        this.request = request;
        this.sampler = new Sampler(request.temperature(), request.topK(), request.topP());
        this.stops = new StopStrings(request.stop());
        this.rows = IntStream.range(0, request.n())
                .mapToObj(index -> new Row(RandomStreams.of(seed, "choice", index)))
                .toList();
    }

    /** One text that grows. */
    private final class Row {
        private final RandomGenerator random;
        private final TextDecoder decoder = tokenizer.decoderAfter(request.prompt());
        private final StringBuilder text = new StringBuilder();
        private final List<Token> tokens = new ArrayList<>();
        /** How long the text was after each of the tokens. */
        private final List<Integer> ends = new ArrayList<>();

        private @Nullable FinishReason finished;

        Row(RandomGenerator random) {
            this.random = random;
        }

        boolean isDone() {
            return finished != null;
        }

        /** Takes the next token; what the row reads next. */
        int take(float[] logits) {
            int id = sampler.sample(logits, random);
            if (tokenizer.endOfSegment().equals(OptionalInt.of(id))) {
                finished = FinishReason.END;
                append(decoder.finish());
                return id;
            }
            tokens.add(new Token(id, tokenizer.text(id)));
            append(decoder.accept(id));
            ends.add(text.length());
            // bytes of a character that is not whole by now are left out: the model would have gone on
            if (finished == null && tokens.size() >= request.maxTokens()) {
                finished = FinishReason.LENGTH;
            }
            return id;
        }

        private void append(String piece) {
            text.append(piece);
            stops.find(text, piece.length()).ifPresent(this::stopAt);
        }

        private void stopAt(int length) {
            finished = FinishReason.STOP;
            text.setLength(length);
        }

        /** The tokens whose characters are all in the text; parts of a character that is not, are not either. */
        private List<Token> tokensOfText() {
            if (finished != FinishReason.STOP) {
                return List.copyOf(tokens);
            }
            int kept = 0;
            for (int i = 0, begin = 0; i < ends.size() && ends.get(i) <= text.length(); i++) {
                kept = ends.get(i) > begin ? i + 1 : kept;
                begin = ends.get(i);
            }
            return List.copyOf(tokens.subList(0, kept));
        }

        Choice choice(int index) {
            return new Choice(
                    index,
                    request.echo() ? request.prompt() + text : text.toString(),
                    Objects.requireNonNull(finished),
                    tokensOfText());
        }
    }

    /** Lets every row read the prompt; the logits of their first tokens. */
    float[][] read(Predictor predictor, int[] prompt) {
        var logits = new float[0][];
        for (int id : prompt) {
            var ids = new int[rows.size()];
            Arrays.fill(ids, id);
            logits = predictor.step(ids);
        }
        return logits;
    }

    /** Writes until every row is done. */
    void write(Predictor predictor, float[][] first) {
        var logits = first;
        while (true) {
            var ids = new int[rows.size()];
            for (int r = 0; r < ids.length; r++) {
                ids[r] = rows.get(r).isDone() ? 0 : rows.get(r).take(logits[r]);
            }
            if (rows.stream().allMatch(Row::isDone)) {
                return;
            }
            logits = predictor.step(ids);
        }
    }

    List<Choice> choices() {
        return IntStream.range(0, rows.size())
                .mapToObj(index -> rows.get(index).choice(index))
                .toList();
    }
}
