package dev.longhand.generation;

import dev.longhand.engine.Predictor;
import dev.longhand.engine.RandomStreams;
import dev.longhand.generation.GenerateResponse.Choice;
import dev.longhand.generation.GenerateResponse.FinishReason;
import dev.longhand.generation.GenerateResponse.Token;
import dev.longhand.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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
        private final StringBuilder text = new StringBuilder();
        private final List<Token> tokens = new ArrayList<>();
        private boolean stopped;

        Row(RandomGenerator random) {
            this.random = random;
        }

        boolean isDone() {
            return stopped || tokens.size() >= request.maxTokens();
        }

        /** Takes the next token; what the row reads next. */
        int take(float[] logits) {
            int id = sampler.sample(logits, random);
            var token = new Token(id, tokenizer.text(id));
            tokens.add(token);
            text.append(token.text());
            stops.find(text, token.text().length()).ifPresent(this::stopAt);
            return id;
        }

        private void stopAt(int length) {
            stopped = true;
            text.setLength(length);
            int rest = length;
            int kept = 0;
            while (kept < tokens.size() && rest >= tokens.get(kept).text().length()) {
                rest -= tokens.get(kept++).text().length();
            }
            tokens.subList(kept, tokens.size()).clear();
        }

        Choice choice(int index) {
            return new Choice(
                    index,
                    request.echo() ? request.prompt() + text : text.toString(),
                    stopped ? FinishReason.STOP : FinishReason.LENGTH,
                    List.copyOf(tokens));
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
