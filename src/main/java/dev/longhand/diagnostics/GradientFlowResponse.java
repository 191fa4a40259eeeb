package dev.longhand.diagnostics;

import dev.longhand.engine.GradientFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of a gradient at each step before the loss, network by network. */
record GradientFlowResponse(int timeSteps, int hiddenSize, int layers, long seed, List<NetworkFlow> flows) {
    /**
     * @param gradientNorms         by time lag, from 0: norm of the gradient of the loss at the last step with respect to the state
     *                              at that step, of all layers together; of lstm, hidden state and cell together. Null where it
     *                              is more than float32 holds
     * @param halfLife              steps after which half of it is left, by a straight line through the logarithms; null where it
     *                              does not fade
     * @param verdict               from the first lag to the last: less than a thousandth is left, or it is more than a thousand
     *                              times as large, or neither
     * @param parameterGradientNorm norm of the gradient of all parameters; null where it is more than float32 holds
     * @param clippedGradientNorm   the same after clipping
     * @param clipped               whether clipping has changed anything
     */
    record NetworkFlow(
            FlowNetwork.Cell cell,
            FlowNetwork.@Nullable Activation activation,
            @Nullable Double spectralRadius,
            @Nullable Double initialScale,
            @Nullable Double forgetBias,
            List<@Nullable Double> gradientNorms,
            @Nullable Double halfLife,
            LagSeries.Verdict verdict,
            @Nullable Double parameterGradientNorm,
            @Nullable Double clippedGradientNorm,
            boolean clipped) {
        static NetworkFlow of(FlowNetwork network, GradientFlow flow) {
            var series = LagSeries.of(flow.together());
            return new NetworkFlow(
                    network.cell(),
                    network.activation(),
                    network.spectralRadius(),
                    network.initialScale(),
                    network.forgetBias(),
                    series.gradientNorms(),
                    series.halfLife(),
                    series.verdict(),
                    LagSeries.finite(flow.parameterNorm()),
                    LagSeries.finite(flow.clippedNorm()),
                    flow.clipped());
        }
    }
}
