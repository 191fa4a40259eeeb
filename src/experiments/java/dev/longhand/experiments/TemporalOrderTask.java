package dev.longhand.experiments;

import dev.longhand.engine.layer.SequenceModel;
import java.util.random.RandomGenerator;

/**
 * The temporal order problem (Hochreiter and Schmidhuber 1997) as Pascanu, Mikolov and Bengio (2013) have it: six symbols, one
 * of them hot in each step. Two steps, one in the second and one in the sixth tenth of the sequence, show A or B; all others show
 * one of the four that mean nothing. The answer is which two there were, and in which order: four classes.
 */
final class TemporalOrderTask implements Task {
    private static final int MEANINGFUL = 2;
    private static final int MEANINGLESS = 4;
    private static final int SYMBOLS = MEANINGFUL + MEANINGLESS;
    private static final int CLASSES = MEANINGFUL * MEANINGFUL;

    private final int[] classes;

    TemporalOrderTask(int B) {
        classes = new int[B];
    }

    @Override
    public int features() {
        return SYMBOLS;
    }

    @Override
    public int outputs() {
        return CLASSES;
    }

    @Override
    public void draw(RandomGenerator random, SequenceModel model) {
        int T = model.T(), B = model.B();
        var x = new float[T * B * SYMBOLS];
        for (int b = 0; b < B; b++) {
            int first = T / 10 + random.nextInt(T / 10);
            int second = T / 2 + random.nextInt(T / 10);
            for (int t = 0; t < T; t++) {
                boolean counts = t == first || t == second;
                int symbol = counts ? random.nextInt(MEANINGFUL) : MEANINGFUL + random.nextInt(MEANINGLESS);
                x[(t * B + b) * SYMBOLS + symbol] = 1;
                if (t == first) {
                    classes[b] = symbol;
                } else if (t == second) {
                    classes[b] += MEANINGFUL * symbol;
                }
            }
        }
        model.x().set(0, x);
    }

    @Override
    public Score score(SequenceModel model) {
        int wrong = 0;
        for (int b = 0; b < classes.length; b++) {
            wrong += isRight(model, b) ? 0 : 1;
        }
        return new Score(model.crossEntropyAndGradient(classes), wrong, classes.length);
    }

    private boolean isRight(SequenceModel model, int b) {
        long row = (long) b * CLASSES;
        float right = model.answer().get(row + classes[b]);
        for (int k = 0; k < CLASSES; k++) {
            if (k != classes[b] && !(model.answer().get(row + k) < right)) {
                return false;
            }
        }
        return true;
    }
}
