package dev.longhand.engine.onnx;

import static dev.longhand.engine.onnx.Operators.node;
import static dev.longhand.engine.onnx.Operators.number;
import static dev.longhand.engine.onnx.Operators.numbers;

import dev.longhand.engine.layer.NetworkShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;

/**
 * A network as a graph that goes on from a state: it reads one token of each of B texts, or T at once.
 *
 * <pre>
 *   ids (T,B) int64 · h0, c0 (L,B,H)  →  logits (T,B,V) · hn, cn (L,B,H)        c0 and cn of an LSTM only
 * </pre>
 *
 * T and B are free; the weights are {@link Initializers}. Decoder and projection stand there as in PyTorch, (out,in), and are
 * transposed in the graph, so that tied embeddings are there once; runtimes do that while they load.
 */
final class StepGraph {
    static final String EMBEDDING = "embedding.weight";
    static final String PROJECTION = "projection.weight";
    static final String DECODER = "decoder.weight";
    static final String BIAS = "decoder.bias";

    private static final String SEQUENCE = "sequence";
    private static final String BATCH = "batch";
    private static final String DIRECTIONS = "directions";

    private final NetworkShape shape;
    private final Recurrence recurrence;
    private final List<String> states;
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("step");

    private StepGraph(NetworkShape shape) {
        this.shape = shape;
        this.recurrence = new Recurrence(shape.cell());
        this.states = shape.cell().hasCellState() ? List.of("h", "c") : List.of("h");
    }

    /** Without its weights. */
    static GraphProto of(NetworkShape shape) {
        return new StepGraph(shape).build();
    }

    /** What a weight of a layer is called: W, R or B. */
    static String weight(String which, int layer) {
        return "%s.l%d".formatted(which, layer);
    }

    private GraphProto build() {
        declare();
        add("Gather", List.of(EMBEDDING, "ids"), List.of("y.l0"));
        add("Constant", List.of(), List.of(DIRECTIONS), numbers("value_ints", 1));
        for (var state : states) {
            add("Split", List.of(state + "0"), perLayer(state + "0"), number("axis", 0));
        }
        IntStream.range(0, shape.L()).forEach(this::recur);
        for (var state : states) {
            add("Concat", perLayer(state + "n"), List.of(state + "n"), number("axis", 0));
        }
        decode("y.l" + shape.L());
        return graph.build();
    }

    private void declare() {
        graph.addInput(Values.ofIds("ids", SEQUENCE, BATCH));
        graph.addOutput(Values.ofFloats("logits", SEQUENCE, BATCH, shape.V()));
        for (var state : states) {
            graph.addInput(Values.ofFloats(state + "0", shape.L(), BATCH, shape.H()));
            graph.addOutput(Values.ofFloats(state + "n", shape.L(), BATCH, shape.H()));
        }
    }

    private List<String> perLayer(String state) {
        return IntStream.range(0, shape.L())
                .mapToObj(l -> "%s.l%d".formatted(state, l))
                .toList();
    }

    /** Reads y.l‹l› (T,B,I) and writes y.l‹l+1› (T,B,H); ONNX answers (T,D,B,H) for D directions, of which there is one. */
    private void recur(int l) {
        var inputs = new ArrayList<>(List.of("y.l" + l, weight("W", l), weight("R", l), weight("B", l), ""));
        var outputs = new ArrayList<>(List.of("directed.l" + l));
        for (var state : states) {
            inputs.add(perLayer(state + "0").get(l));
            outputs.add(perLayer(state + "n").get(l));
        }
        var attributes = Stream.concat(Stream.of(number("hidden_size", shape.H())), Stream.of(recurrence.attributes()));
        add(recurrence.operator(), inputs, outputs, attributes.toArray(AttributeProto[]::new));
        add("Squeeze", List.of("directed.l" + l, DIRECTIONS), List.of("y.l" + (l + 1)));
    }

    private void decode(String y) {
        var read = shape.hasProjection() ? product(y, PROJECTION) : y;
        add("Add", List.of(product(read, shape.tied() ? EMBEDDING : DECODER), BIAS), List.of("logits"));
    }

    /** y·Wᵀ */
    private String product(String y, String weight) {
        add("Transpose", List.of(weight), List.of(weight + ".transposed"));
        add("MatMul", List.of(y, weight + ".transposed"), List.of(weight + ".product"));
        return weight + ".product";
    }

    private void add(String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(node(operator, inputs, outputs, attributes));
    }
}
