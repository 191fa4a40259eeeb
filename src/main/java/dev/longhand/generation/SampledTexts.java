package dev.longhand.generation;

import dev.longhand.engine.Predictor;
import dev.longhand.engine.RandomStreams;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Writes texts side by side, one row of the predictor each, each with a random stream of its own. */
final class SampledTexts {
    private final List<SampledText> texts;
    private final int wanted;

    SampledTexts(Manner manner, Prompt prompt, long seed) {
        var sampler = new Sampler(manner.steps(), manner.request().sampling());
        wanted = manner.request().n();
        texts = IntStream.range(0, manner.request().rows())
                .mapToObj(index -> new SampledText(
                        new Continuation(manner, prompt),
                        sampler,
                        RandomStreams.of(seed, "choice", index),
                        manner.isMeasured()))
                .toList();
    }

    /** Writes until every text is finished; those that were wanted, the most probable first where there are more. */
    List<Continuation> write(Predictor predictor, PromptReading prompt) {
        var logits = new float[texts.size()][];
        for (int row = 0; row < texts.size(); row++) {
            predictor.restore(row, prompt.state());
            logits[row] = prompt.logits();
        }
        for (var ids = advance(logits); !texts.stream().allMatch(SampledText::isFinished); ids = advance(logits)) {
            logits = predictor.step(ids);
        }
        return best();
    }

    private int[] advance(float[][] logits) {
        return IntStream.range(0, texts.size())
                .map(row -> texts.get(row).isFinished() ? 0 : texts.get(row).advance(logits[row]))
                .toArray();
    }

    private List<Continuation> best() {
        var written = texts.stream().map(SampledText::continuation);
        return texts.size() == wanted
                ? written.toList()
                : written.sorted(Comparator.comparingDouble(Continuation::meanLogProbability)
                                .reversed())
                        .limit(wanted)
                        .toList();
    }
}
