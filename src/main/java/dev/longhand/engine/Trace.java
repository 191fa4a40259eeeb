package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.cell.Compute;
import dev.longhand.engine.layer.InferencePass;
import java.util.Arrays;
import java.util.List;

/**
 * What goes on in a network while it reads a text from the zero state, token by token. By the reference, whose steps can be looked
 * into: the states are those of a {@link Predictor} up to rounding.
 *
 * @param logprobs for each token its log-probability after those before it, in nats; NaN where there are none
 * @param layers   those that were asked for, in that order
 */
public record Trace(double[] logprobs, List<LayerTrace> layers) {
    /**
     * Reads a text.
     *
     * @param before tokens that are read first and not shown
     * @param layers from 0
     * @param units  of each of these layers, from 0
     */
    public static Trace of(Weights weights, int[] before, int[] ids, int[] layers, int[] units) {
        Backend.best().prepareThread();
        var pass = new InferencePass(
                Compute.alone(Backend.REFERENCE), weights.spec().shape(), 1, weights.parameters());
        var traces = Arrays.stream(layers)
                .mapToObj(layer -> LayerTrace.of(weights.spec().cell(), layer, units, ids.length))
                .toList();
        Floats logits = null;
        for (int id : before) {
            logits = pass.step(new int[] {id});
        }
        var logprobs = new double[ids.length];
        for (int t = 0; t < ids.length; t++) {
            logprobs[t] = logits == null ? Double.NaN : logProbability(logits.toArray(), ids[t]);
            logits = pass.step(new int[] {ids[t]});
            for (var trace : traces) {
                trace.take(t, pass);
            }
        }
        return new Trace(logprobs, traces);
    }

    /** zᵢ − max z − ln Σ exp(zⱼ − max z). */
    private static double logProbability(float[] z, int id) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : z) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (float logit : z) {
            sum += StrictMath.exp(logit - highest);
        }
        return z[id] - highest - StrictMath.log(sum);
    }
}
