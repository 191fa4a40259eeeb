package dev.longhand.engine.optimizer;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;

/** L2 norms in double precision, summed block by block in one fixed order, however many threads there are. */
public final class Norms {
    private final Crew crew;

    public Norms(Crew crew) {
        this.crew = crew;
    }

    /** √Σ v² over all of it. */
    public double l2(Floats vector) {
        return l2(vector, Scaling.by(1, 0, vector.length()));
    }

    /** √Σ v² over what a scaling covers, and as it leaves it. */
    double l2(Floats vector, Scaling scaling) {
        int blocks = Math.toIntExact(Math.ceilDiv(scaling.end() - scaling.begin(), (long) Blocks.SIZE));
        var sums = new double[blocks];
        crew.each(part -> {
            var block = new float[Blocks.SIZE];
            for (int k = crew.begin(blocks, part); k < crew.begin(blocks, part + 1); k++) {
                long at = scaling.begin() + (long) k * Blocks.SIZE;
                int n = (int) Math.min(Blocks.SIZE, scaling.end() - at);
                Blocks.load(vector, at, n, block);
                scaling.apply(block, n);
                sums[k] = squares(block, n);
            }
        });
        double sum = 0;
        for (double square : sums) {
            sum += square;
        }
        return Math.sqrt(sum);
    }

    /** Eight sums side by side, so that one addition need not wait for the one before. */
    private static double squares(float[] v, int n) {
        double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        int whole = n / 8 * 8;
        for (int i = 0; i < whole; i += 8) {
            a += (double) v[i] * v[i];
            b += (double) v[i + 1] * v[i + 1];
            c += (double) v[i + 2] * v[i + 2];
            d += (double) v[i + 3] * v[i + 3];
            e += (double) v[i + 4] * v[i + 4];
            f += (double) v[i + 5] * v[i + 5];
            g += (double) v[i + 6] * v[i + 6];
            h += (double) v[i + 7] * v[i + 7];
        }
        for (int i = whole; i < n; i++) {
            a += (double) v[i] * v[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }
}
