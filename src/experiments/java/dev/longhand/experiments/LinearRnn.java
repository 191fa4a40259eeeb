package dev.longhand.experiments;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.InitializationSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.RandomStreams;
import dev.longhand.engine.SequenceModels;
import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.layer.SequenceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why gradients vanish and explode, without anything else in the way: with the recurrent matrix ρ·Q, Q a rotation, the norm of
 * the gradient is ρ^(T−t). The cell is the engine's own with tanh, at rest: without input or bias its state is 0, where the slope
 * of tanh is exactly 1, so that one step back is a product with (ρ·Q)ᵀ and nothing else. The input weights are the identity,
 * so that the gradient of the input of a step is that of its state.
 */
final class LinearRnn implements Experiment {
    private static final int T = 201;
    private static final int H = 64;
    private static final double[] RHO = {0.9, 0.95, 1.0, 1.05, 1.1};
    private static final int[] LAGS = {1, 10, 50, 100, 200};

    @Override
    public String name() {
        return "linear-rnn";
    }

    @Override
    public void run(Setting setting) throws IOException {
        var table = new MarkdownTable(
                "backend", "ρ", "lag 1", "lag 10", "lag 50", "lag 100", "lag 200", "ρ^200", "largest relative error");
        var lines = new ArrayList<Line>();
        for (var backend : List.of(Backend.REFERENCE, Backend.best())) {
            lines.clear();
            for (double rho : RHO) {
                var norms = norms(backend, rho, setting.options().seed());
                table.add(row(backend, rho, norms));
                lines.add(line(rho, norms));
            }
        }
        System.out.println(table);
        new Plot(
                        "Norm of the gradient of a linear RNN",
                        new Axis("time steps back", Axis.Scale.LINEAR, 0, T - 1),
                        new Axis("norm", Axis.Scale.LOGARITHMIC, 1e-10, 1e10),
                        lines)
                .write(setting.images().resolve("linear-rnn.svg"));
    }

    private static Object[] row(Backend backend, double rho, double[] norms) {
        var cells = new ArrayList<Object>(List.of(backend.name().toLowerCase(Locale.ROOT), rho));
        for (int lag : LAGS) {
            cells.add("%.5g".formatted(norms[lag]));
        }
        cells.add("%.5g".formatted(Math.pow(rho, T - 1)));
        cells.add("%.1e".formatted(largestError(rho, norms)));
        return cells.toArray();
    }

    private static double largestError(double rho, double[] norms) {
        double largest = 0;
        for (int lag = 0; lag < norms.length; lag++) {
            largest = Math.max(largest, Math.abs(norms[lag] / Math.pow(rho, lag) - 1));
        }
        return largest;
    }

    private static Line line(double rho, double[] norms) {
        var points = new ArrayList<Line.Point>();
        for (int lag = 0; lag < norms.length; lag++) {
            points.add(new Line.Point(lag, norms[lag]));
        }
        return new Line("ρ = " + rho, points);
    }

    /** By lag, of a gradient of length 1 that comes in after the last step. */
    private static double[] norms(Backend backend, double rho, long seed) {
        var spec = new NetworkSpec(CellType.RNN, Activation.TANH, 1, H, H, 1, false, 0, 0);
        var initialization =
                new InitializationSpec(InitializationSpec.Input.XAVIER, InitializationSpec.Recurrent.ORTHOGONAL, 0);
        var model = SequenceModels.of(backend, spec, initialization, seed, T, 1);
        scale(model.cell().Wh(), rho);
        identity(model.cell().Wx());
        model.weightsChanged();
        model.forward();
        unitVector(model.dyLast(), seed);
        model.backwardThroughTime();
        var norms = new double[T];
        for (int lag = 0; lag < T; lag++) {
            norms[lag] = norm(stepOf(model, T - 1 - lag));
        }
        return norms;
    }

    private static void scale(Floats matrix, double factor) {
        for (long i = 0; i < matrix.length(); i++) {
            matrix.set(i, (float) (factor * matrix.get(i)));
        }
    }

    private static void identity(Floats matrix) {
        matrix.clear();
        for (long i = 0; i < H; i++) {
            matrix.set(i * H + i, 1);
        }
    }

    private static void unitVector(Floats vector, long seed) {
        var random = RandomStreams.of(seed, "gradient", 0);
        for (long i = 0; i < vector.length(); i++) {
            vector.set(i, (float) random.nextGaussian());
        }
        scale(vector, 1 / norm(vector));
    }

    private static Floats stepOf(SequenceModel model, int t) {
        return model.dx().slice((long) t * H, H);
    }

    private static double norm(Floats vector) {
        double squares = 0;
        for (float value : vector.toArray()) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }
}
