package dev.longhand.engine.optimizer;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;
import java.util.List;
import java.util.stream.Stream;

/** An update rule over a flat vector, and what it remembers. Number by number, so that threads change no bit. */
public final class Optimizer {
    private final UpdateRule rule;
    private final Crew crew;
    private final List<Floats> moments;

    public Optimizer(UpdateRule rule, Crew crew, long length) {
        this.rule = rule;
        this.crew = crew;
        moments = Stream.generate(() -> Floats.zeros(length))
                .limit(rule.moments())
                .toList();
    }

    /** What is remembered of the gradients before, each as long as the weights. */
    public List<Floats> moments() {
        return moments;
    }

    /**
     * Updates all weights by the gradient as clipping left it.
     *
     * @param t the number of this update, from 1
     */
    public void update(Floats weights, Floats gradient, List<Scaling> scalings, double rate, long t) {
        crew.each(part -> {
            var blocks = new Block(rule.moments());
            for (var scaling : scalings) {
                long length = scaling.end() - scaling.begin();
                long begin = scaling.begin() + length * part / crew.size();
                long end = scaling.begin() + length * (part + 1) / crew.size();
                for (long at = begin; at < end; at += Blocks.SIZE) {
                    int n = (int) Math.min(Blocks.SIZE, end - at);
                    blocks.load(weights, gradient, moments, at, n);
                    scaling.apply(blocks.g, n);
                    rule.apply(blocks.w, blocks.g, blocks.moments, n, rate, t);
                    blocks.store(weights, moments, at, n);
                }
            }
        });
    }

    /** A part of the vectors as arrays. */
    private static final class Block {
        final float[] w = new float[Blocks.SIZE];
        final float[] g = new float[Blocks.SIZE];
        final float[][] moments;

        Block(int count) {
            moments = new float[count][Blocks.SIZE];
        }

        void load(Floats weights, Floats gradient, List<Floats> all, long at, int n) {
            Blocks.load(weights, at, n, w);
            Blocks.load(gradient, at, n, g);
            for (int k = 0; k < moments.length; k++) {
                Blocks.load(all.get(k), at, n, moments[k]);
            }
        }

        void store(Floats weights, List<Floats> all, long at, int n) {
            Blocks.store(w, weights, at, n);
            for (int k = 0; k < moments.length; k++) {
                Blocks.store(moments[k], all.get(k), at, n);
            }
        }
    }
}
