package dev.longhand.training;

import dev.longhand.engine.Predictor;
import dev.longhand.engine.RandomStreams;
import dev.longhand.engine.Tokens;
import dev.longhand.engine.Weights;
import dev.longhand.text.Tokenizer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Lets a network that is being trained write a little, so that people see what it has learned. The same weights, seed and
 * epoch give the same text.
 */
final class EpochSampler {
    private static final int TOKENS = 120;
    /** A little more certain than the network is: readable, and not the same words over and over. */
    private static final double TEMPERATURE = 0.8;

    private static final int PROMPT_TOKENS = 16;

    private final Tokenizer tokenizer;
    private final int[] prompt;
    private final long seed;

    /**
     * @param training what the network is trained on. Segments begin with the token that ends them: so does the sample. A
     *                 stream's sample goes on where its first tokens end
     */
    EpochSampler(Tokenizer tokenizer, Tokens training, long seed) {
        this.tokenizer = tokenizer;
        int length = tokenizer.endOfSegment().isPresent() ? 1 : (int) Math.min(PROMPT_TOKENS, training.size());
        this.prompt = IntStream.range(0, length).map(training::get).toArray();
        this.seed = seed;
    }

    /** What comes after the prompt, up to the end of a segment, in whole characters. */
    String sample(Weights weights, int epoch) {
        var predictor = new Predictor(weights, 1);
        var decoder = tokenizer.decoder();
        var logits = new float[0];
        for (int id : prompt) {
            decoder.accept(id);
            logits = predictor.step(new int[] {id})[0];
        }
        var random = RandomStreams.of(seed, "sample", epoch);
        var text = new StringBuilder();
        for (int i = 0; i < TOKENS; i++) {
            int id = draw(logits, random);
            if (tokenizer.endOfSegment().equals(OptionalInt.of(id))) {
                return text.append(decoder.finish()).toString();
            }
            text.append(decoder.accept(id));
            logits = predictor.step(new int[] {id})[0];
        }
        return text.toString();
    }

    /** By the highest logit and what is left of the sum, so that no exponential overflows. */
    private static int draw(float[] logits, RandomGenerator random) {
        double highest = IntStream.range(0, logits.length)
                .mapToDouble(id -> logits[id])
                .max()
                .orElseThrow();
        var weights = IntStream.range(0, logits.length)
                .mapToDouble(id -> Math.exp((logits[id] - highest) / TEMPERATURE))
                .toArray();
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int id = 0;
        while (id < weights.length - 1 && left >= weights[id]) {
            left -= weights[id++];
        }
        return id;
    }
}
