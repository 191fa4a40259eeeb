package dev.longhand.experiments;

import dev.longhand.engine.layer.SequenceModel;
import java.util.random.RandomGenerator;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997) in its later form: each step brings a number uniform in [0,1] and a
 * mark, which is 1 at one step of either half and 0 elsewhere. The answer is the sum of the two marked numbers. Who always says
 * 1 has a mean squared error of 1/6.
 */
final class AddingTask implements Task {
    /** Squared, from which an answer counts as wrong: that of Pascanu, Mikolov and Bengio (2013). */
    private static final double TOLERATED = 0.04;

    private final float[] sums;

    AddingTask(int B) {
        sums = new float[B];
    }

    @Override
    public int features() {
        return 2;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public void draw(RandomGenerator random, SequenceModel model) {
        int T = model.T(), B = model.B();
        var x = new float[2 * T * B];
        for (int i = 0; i < x.length; i += 2) {
            x[i] = random.nextFloat();
        }
        for (int b = 0; b < B; b++) {
            int first = 2 * (random.nextInt(T / 2) * B + b);
            int second = 2 * (random.nextInt(T / 2, T) * B + b);
            x[first + 1] = 1;
            x[second + 1] = 1;
            sums[b] = x[first] + x[second];
        }
        model.x().set(0, x);
    }

    @Override
    public Score score(SequenceModel model) {
        double loss = 0;
        int wrong = 0;
        for (int b = 0; b < sums.length; b++) {
            double error = model.answer().get(b) - sums[b];
            loss += error * error;
            // no number is wrong, too
            wrong += error * error <= TOLERATED ? 0 : 1;
            model.answer().set(b, (float) (2 * error));
        }
        return new Score(loss, wrong, sums.length);
    }
}
