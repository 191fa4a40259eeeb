package dev.longhand.engine.optimizer;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.array.Range;
import dev.longhand.engine.crew.Crew;
import java.util.List;

/** L2 norms in double precision, summed block by block in one fixed order, however many threads there are. */
public final class Norms {
    private final Crew crew;
    private final List<Range> parts;

    public Norms(Crew crew) {
        this(crew, List.of());
    }

    /**
     * @param parts of the vectors, whose own norms are found beside that of the whole
     */
    public Norms(Crew crew, List<Range> parts) {
        this.crew = crew;
        this.parts = List.copyOf(parts);
    }

    /**
     * Norms of a vector.
     *
     * @param whole of all that was measured
     * @param parts of each part that lies within it, in order
     */
    record Measured(double whole, List<Double> parts) {}

    /** √Σ v² over all of it. */
    public double l2(Floats vector) {
        return l2(vector, Scaling.by(1, 0, vector.length()));
    }

    /** √Σ v² over what a scaling covers, and as it leaves it. */
    double l2(Floats vector, Scaling scaling) {
        return Math.sqrt(sum(squares(vector, scaling)));
    }

    /**
     * The same, to the bit, and the norms of the parts for next to nothing: from the same sums of blocks, but for blocks that
     * a part ends within.
     */
    Measured measure(Floats vector, Scaling scaling) {
        var blocks = squares(vector, scaling);
        var norms = parts.stream()
                .filter(part -> part.begin() >= scaling.begin() && part.end() <= scaling.end())
                .map(part -> Math.sqrt(sum(vector, scaling, blocks, part)))
                .toList();
        return new Measured(Math.sqrt(sum(blocks)), norms);
    }

    /** Σ v² of each block. */
    private double[] squares(Floats vector, Scaling scaling) {
        int blocks = Math.toIntExact(Math.ceilDiv(scaling.end() - scaling.begin(), (long) Blocks.SIZE));
        var sums = new double[blocks];
        crew.each(part -> {
            var block = new float[Blocks.SIZE];
            for (int k = crew.begin(blocks, part); k < crew.begin(blocks, part + 1); k++) {
                long at = scaling.begin() + (long) k * Blocks.SIZE;
                sums[k] = squares(vector, scaling, at, Math.min(at + Blocks.SIZE, scaling.end()), block);
            }
        });
        return sums;
    }

    private static double squares(Floats vector, Scaling scaling, long begin, long end, float[] block) {
        int n = (int) (end - begin);
        Blocks.load(vector, begin, n, block);
        scaling.apply(block, n);
        return squares(block, n);
    }

    private static double sum(double[] squares) {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum;
    }

    private static double sum(Floats vector, Scaling scaling, double[] squares, Range part) {
        var block = new float[Blocks.SIZE];
        double sum = 0;
        long at = part.begin();
        while (at < part.end()) {
            int k = (int) ((at - scaling.begin()) / Blocks.SIZE);
            long begin = scaling.begin() + (long) k * Blocks.SIZE;
            long blockEnd = Math.min(begin + Blocks.SIZE, scaling.end());
            long end = Math.min(blockEnd, part.end());
            boolean whole = at == begin && end == blockEnd;
            sum += whole ? squares[k] : squares(vector, scaling, at, end, block);
            at = end;
        }
        return sum;
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
