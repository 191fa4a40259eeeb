package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.ReferenceRecurrence;
import dev.longhand.engine.crew.Crew;
import dev.longhand.engine.layer.LastStepPass;
import dev.longhand.engine.layer.Parameters;
import dev.longhand.engine.optimizer.Norms;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is left of a gradient on its way back through time (Hochreiter 1991; Bengio et al. 1994): a network reads a text from the zero
 * state, the loss is that of the last token alone, and at each lag stands the norm of its gradient with respect to what the cell has
 * left at that step: ∂L/∂hₜ, through all ways on; for the LSTM that of hₜ and cₜ together, √(‖∂L/∂hₜ‖² + ‖∂L/∂cₜ‖²), since both are
 * carried on, each by its own way: what goes from cₜ through hₜ is counted with hₜ.
 *
 * @param loss          of the last token, in nats
 * @param layers        of each layer
 * @param together      of all layers together
 * @param parameterNorm of the gradient of all parameters
 * @param clippedNorm   of the same after clipping
 * @param clipped       whether clipping has changed anything
 */
public record GradientFlow(
        double loss,
        List<LagNorms> layers,
        LagNorms together,
        double parameterNorm,
        double clippedNorm,
        boolean clipped) {
    /**
     * @param ids at least two; the last is what the others should tell
     */
    public static GradientFlow of(Weights weights, int[] ids, ClippingSpec clipping) {
        Backend.best().prepareThread();
        int T = ids.length - 1;
        var shape = weights.spec().shape();
        var gradients = Parameters.zeros(shape);
        var pass = new LastStepPass(shape, T, weights.parameters(), gradients);
        double loss = pass.read(Arrays.copyOf(ids, T), ids[T]);
        var squares = pass.recurrences().stream()
                .map(recurrence -> squares(recurrence, T))
                .toList();
        var outcome =
                Rules.of(clipping, weights.spec().layout()).clip(new Norms(Crew.ofOne(() -> {})), gradients.flat(), 1);
        return new GradientFlow(
                loss,
                squares.stream().map(GradientFlow::norms).toList(),
                norms(sum(squares, T)),
                outcome.norm(),
                outcome.normAfter(),
                outcome.clipped());
    }

    /** By lag. */
    private static double[] squares(ReferenceRecurrence recurrence, int T) {
        var squares = new double[T];
        for (int lag = 0; lag < T; lag++) {
            for (var gradient : recurrence.stateGradients(T - 1 - lag)) {
                squares[lag] += squares(gradient);
            }
        }
        return squares;
    }

    /** In double: the square of what float32 just holds is beyond it. */
    private static double squares(INDArray values) {
        double sum = 0;
        for (float value : values.toFloatVector()) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static double[] sum(List<double[]> all, int T) {
        var sum = new double[T];
        for (var squares : all) {
            Arrays.setAll(sum, lag -> sum[lag] + squares[lag]);
        }
        return sum;
    }

    private static LagNorms norms(double[] squares) {
        return new LagNorms(Arrays.stream(squares).map(Math::sqrt).toArray());
    }
}
