package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.onednn.Softmax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loss by oneDNN's softmax; what is left for Java is one number a row. */
final class OneDnnCrossEntropy implements CrossEntropy {
    private final Crew crew;
    private final int N;
    private final int V;
    private final Floats z;
    private final double[] losses;
    private final List<@Nullable Softmax> parts = new ArrayList<>();

    OneDnnCrossEntropy(Crew crew, int N, int V, Floats logits) {
        this.crew = crew;
        this.N = N;
        this.V = V;
        z = logits;
        losses = new double[N];
        for (int part = 0; part < crew.size(); part++) {
            int from = crew.begin(N, part);
            int rows = crew.begin(N, part + 1) - from;
            parts.add(rows == 0 ? null : new Softmax(z.slice((long) from * V, (long) rows * V), rows, V));
        }
    }

    @Override
    public double loss(int[] targets) {
        crew.each(part -> {
            var softmax = parts.get(part);
            if (softmax != null) {
                softmax.logProbabilities();
                for (int n = crew.begin(N, part); n < crew.begin(N, part + 1); n++) {
                    losses[n] = targets[n] < 0 ? 0 : -z.get((long) n * V + targets[n]);
                }
            }
        });
        return sum();
    }

    @Override
    public double lossAndGradient(int[] targets) {
        crew.each(part -> {
            var softmax = parts.get(part);
            if (softmax != null) {
                softmax.probabilities();
                for (int n = crew.begin(N, part); n < crew.begin(N, part + 1); n++) {
                    losses[n] = gradient(n, targets[n]);
                }
            }
        });
        return sum();
    }

    /** From probabilities to the gradient, and the loss of a row. */
    private double gradient(int n, int target) {
        long row = (long) n * V;
        if (target < 0) {
            z.memory().asSlice(Float.BYTES * row, (long) Float.BYTES * V).fill((byte) 0);
            return 0;
        }
        float p = z.get(row + target);
        z.set(row + target, p - 1);
        // what a float cannot tell from 0 is taken for the smallest that it can: 87 nats, and never infinity
        return Float.isNaN(p) ? Double.NaN : -Math.log(Math.max(p, Float.MIN_NORMAL));
    }

    private double sum() {
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum;
    }
}
