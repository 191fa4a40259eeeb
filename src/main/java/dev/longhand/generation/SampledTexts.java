package dev.longhand.generation;

import dev.longhand.engine.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Writes texts side by side, one row each, each with a random stream of its own. */
final class SampledTexts implements Writer {
    private final List<SampledText> texts;
    private final List<Continuation> continuations;
    private final int wanted;
    /** The text of each row that has read last. */
    private List<SampledText> rows;

    private Reading next = new Reading(new int[0], new int[0]);

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
        continuations = texts.stream().map(SampledText::continuation).toList();
        rows = texts;
    }

    @Override
    public int mostRows() {
        return texts.size();
    }

    @Override
    public void begin(float[] logits) {
        var all = new float[texts.size()][];
        Arrays.fill(all, logits);
        take(all);
        // the only row until now is that of the prompt
        next = new Reading(new int[next.rows()], next.ids());
    }

    @Override
    public void take(float[][] logits) {
        var going = new ArrayList<SampledText>(rows.size());
        var from = new int[rows.size()];
        var ids = new int[rows.size()];
        for (int row = 0; row < logits.length; row++) {
            var text = rows.get(row);
            int id = text.advance(logits[row]);
            if (!text.isFinished()) {
                from[going.size()] = row;
                ids[going.size()] = id;
                going.add(text);
            }
        }
        rows = going;
        next = new Reading(Arrays.copyOf(from, going.size()), Arrays.copyOf(ids, going.size()));
    }

    @Override
    public boolean isOver() {
        return rows.isEmpty();
    }

    @Override
    public Reading next() {
        return next;
    }

    /** Those that were wanted, the most probable first where there are more. */
    @Override
    public List<Continuation> texts() {
        return texts.size() == wanted
                ? continuations
                : continuations.stream()
                        .sorted(Comparator.comparingDouble(Continuation::meanLogProbability)
                                .reversed())
                        .limit(wanted)
                        .toList();
    }
}
