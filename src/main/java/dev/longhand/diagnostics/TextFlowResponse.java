package dev.longhand.diagnostics;

import dev.longhand.engine.GradientFlow;
import dev.longhand.models.NetworkDescription;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a gradient at each token before the last one of a text, layer by layer.
 *
 * @param tokens how many there are
 * @param loss   of the last one, in nats
 */
record TextFlowResponse(UUID modelId, String cell, int tokens, double loss, List<LayerFlow> flows) {
    /**
     * @param gradientNorms by time lag: at 0 stands the token before the last one; null where it is more than float32 holds
     * @param halfLife      steps after which half of it is left; null where it does not fade
     * @param verdict       from the first lag to the last: less than a thousandth is left, or it is more than a thousand times as
     *                      large, or neither
     */
    record LayerFlow(
            int layer,
            List<@Nullable Double> gradientNorms,
            @Nullable Double halfLife,
            LagSeries.Verdict verdict) {}

    static TextFlowResponse of(ModelText text, GradientFlow flow) {
        return new TextFlowResponse(
                text.model().id(),
                NetworkDescription.of(text.model().weights().spec()).cell(),
                text.ids().length,
                flow.loss(),
                IntStream.range(0, flow.layers().size())
                        .mapToObj(
                                layer -> flow(layer, LagSeries.of(flow.layers().get(layer))))
                        .toList());
    }

    private static LayerFlow flow(int layer, LagSeries series) {
        return new LayerFlow(layer, series.gradientNorms(), series.halfLife(), series.verdict());
    }
}
