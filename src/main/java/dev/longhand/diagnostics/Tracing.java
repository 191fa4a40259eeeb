package dev.longhand.diagnostics;

import dev.longhand.engine.Gate;
import dev.longhand.engine.LayerTrace;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.Trace;
import dev.longhand.web.Invalid;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows what a model does with each token of a text. */
@Service
class Tracing {
    private final ModelText.Reader reader;
    private final Budget budget;
    private final Workbench workbench;

    Tracing(ModelText.Reader reader, Budget budget, Workbench workbench) {
        this.reader = reader;
        this.budget = budget;
        this.workbench = workbench;
    }

    TraceResponse trace(String reference, TraceRequest request) {
        var text = reader.read(reference, request.text(), request.unknownCharacters());
        var spec = text.model().weights().spec();
        var layers = chosen("layers", request.layers(), spec.layers());
        var units = chosen("units", request.units(), spec.hiddenSize());
        budget.checkValues(text.ids().length, layers.length, units.length, values(spec));
        var trace = workbench.compute(() -> Trace.of(text.model().weights(), text.before(), text.ids(), layers, units));
        trace.layers().forEach(Tracing::checkFinite);
        return TraceResponse.of(text, trace);
    }

    /** Of a unit at a token. */
    private static int values(NetworkSpec spec) {
        int gates = Gate.of(spec.cell()).size();
        return switch (spec.cell()) {
            case LSTM -> 2 + gates;
            case GRU, RNN -> 1 + gates;
        };
    }

    private static int[] chosen(String field, @Nullable List<Integer> numbers, int there) {
        if (numbers == null) {
            return IntStream.range(0, there).toArray();
        }
        for (int k = 0; k < numbers.size(); k++) {
            if (numbers.get(k) >= there) {
                throw new Invalid(
                        "/%s/%d".formatted(field, k),
                        "must be less than %d: so many %s the model has".formatted(there, field));
            }
        }
        return numbers.stream().distinct().mapToInt(Integer::intValue).toArray();
    }

    /** A plain recurrence that is not bounded can leave what float32 holds, and JSON has no such numbers. */
    private static void checkFinite(LayerTrace trace) {
        for (int t = 0; t < trace.hidden().length; t++) {
            for (float value : trace.hidden()[t]) {
                if (!Float.isFinite(value)) {
                    throw new Invalid(
                            "/text",
                            "drives layer %d beyond what float32 holds at its token %d".formatted(trace.layer(), t));
                }
            }
        }
    }
}
