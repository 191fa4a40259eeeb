package dev.longhand.engine.layer;

import dev.longhand.engine.array.Blocks;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;
import java.util.random.RandomGenerator;

/**
 * Sets a share of numbers to zero and makes the others larger, so that their sum is expected to stay what it was (Srivastava
 * et al. 2014). A mask is drawn once and used for many rows: the same units of a sequence at all of its steps (Gal and
 * Ghahramani 2016).
 */
final class Dropout {
    /** A chance in steps of 1/65536: four draws a random number. */
    private static final int CHANCES = 1 << Short.SIZE;

    private final Crew crew;
    private final double rate;
    private final Rows rows;
    private final int width;
    private final float[] mask;

    /** Of (N,width), with a mask (B,width). */
    Dropout(Crew crew, double rate, Rows rows, int width) {
        this.crew = crew;
        this.rate = rate;
        this.rows = rows;
        this.width = width;
        mask = new float[rows.B() * width];
    }

    void draw(RandomGenerator random) {
        int dropped = (int) Math.round(rate * CHANCES);
        float kept = (float) (1 / (1 - rate));
        for (int i = 0; i < mask.length; i += 4) {
            long bits = random.nextLong();
            for (int k = i; k < Math.min(i + 4, mask.length); k++) {
                mask[k] = (bits & (CHANCES - 1)) < dropped ? 0 : kept;
                bits >>>= Short.SIZE;
            }
        }
    }

    /** to = from ⊙ mask, at every time step; both may be the same memory. */
    void apply(Floats from, Floats to) {
        for (int part = 0; part < rows.parts(); part++) {
            apply(rows.slice(from, part, width), rows.slice(to, part, width), rows.first(part) * width);
        }
    }

    /** Rows of one thread, whose masks begin at {@code shift}; all threads share each step. */
    private void apply(Floats from, Floats to, int shift) {
        int step = (int) (from.length() / rows.T());
        crew.each(part -> {
            int begin = crew.begin(step, part);
            int end = crew.begin(step, part + 1);
            var block = new float[Blocks.SIZE];
            for (int t = 0; t < rows.T(); t++) {
                for (int at = begin; at < end; at += Blocks.SIZE) {
                    int n = Math.min(Blocks.SIZE, end - at);
                    long index = (long) t * step + at;
                    Blocks.load(from, index, n, block);
                    for (int k = 0; k < n; k++) {
                        block[k] *= mask[shift + at + k];
                    }
                    Blocks.store(block, to, index, n);
                }
            }
        });
    }
}
