package dev.longhand.diagnostics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.longhand.engine.LayerTrace;
import dev.longhand.engine.Trace;
import dev.longhand.models.NetworkDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes on in a network while it reads a text from the zero state.
 *
 * @param layers     of the network, and {@code hiddenSize} its units in each
 * @param tokens     in order
 * @param trace      of each layer that was asked for
 */
record TraceResponse(
        UUID modelId, String cell, int layers, int hiddenSize, List<TracedToken> tokens, List<LayerOfText> trace) {
    /**
     * @param token   what it reads as by itself
     * @param logprob after those before it, in nats; null where there are none
     */
    record TracedToken(String token, @Nullable Double logprob) {}

    /**
     * Values are token by token, and there unit by unit.
     *
     * @param units  in the order of the values
     * @param hidden what the units show after the token
     * @param cell   of lstm: what they keep to themselves after it
     * @param gates  how far each gate was open at the token, from 0 to 1, and the candidate, from -1 to 1; lstm: input, forget,
     *               candidate, output; gru: reset, update, candidate
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LayerOfText(
            int layer,
            int[] units,
            float[][] hidden,
            float @Nullable [][] cell,
            @Nullable Map<String, float[][]> gates) {
        static LayerOfText of(LayerTrace trace) {
            var gates = new LinkedHashMap<String, float[][]>();
            trace.gates().forEach((gate, values) -> gates.put(gate.name().toLowerCase(Locale.ROOT), values));
            return new LayerOfText(
                    trace.layer(), trace.units(), trace.hidden(), trace.cell(), gates.isEmpty() ? null : gates);
        }
    }

    static TraceResponse of(ModelText text, Trace trace) {
        var network = NetworkDescription.of(text.model().weights().spec());
        return new TraceResponse(
                text.model().id(),
                network.cell(),
                text.model().weights().spec().layers(),
                text.model().weights().spec().hiddenSize(),
                tokens(text, trace.logprobs()),
                trace.layers().stream().map(LayerOfText::of).toList());
    }

    private static List<TracedToken> tokens(ModelText text, double[] logprobs) {
        var tokens = new ArrayList<TracedToken>();
        for (var token : text.tokens()) {
            double logprob = logprobs[tokens.size()];
            tokens.add(new TracedToken(token, Double.isFinite(logprob) ? (Double) logprob : null));
        }
        return tokens;
    }
}
