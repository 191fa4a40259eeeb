package dev.longhand.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An exported model as ONNX Runtime computes it: B texts from their beginning, each going on from where it is. */
public final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    /** h and perhaps c, each (layers,B,H). */
    private final Map<String, float[][][]> states = new TreeMap<>();

    private int layers;

    public OnnxSession(byte[] model, int B) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(model, options);
        }
        for (var state : List.of("h", "c")) {
            var info = session.getInputInfo().get(state + "0");
            if (info != null) {
                var shape = ((TensorInfo) info.getInfo()).getShape();
                layers = (int) shape[0];
                states.put(state, new float[layers][B][(int) shape[2]]);
            }
        }
    }

    /**
     * @param ids (T,B)
     * @return logits (T,B,V)
     */
    public float[][][] read(long[][] ids) throws OrtException {
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            inputs.put("ids", OnnxTensor.createTensor(environment, ids));
            for (var state : states.entrySet()) {
                inputs.put(state.getKey() + "0", OnnxTensor.createTensor(environment, state.getValue()));
            }
            try (var result = session.run(inputs)) {
                for (var state : List.copyOf(states.keySet())) {
                    states.put(state, value(result, state + "n"));
                }
                return value(result, "logits");
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static float[][][] value(OrtSession.Result result, String name) throws OrtException {
        OnnxValue value = result.get(name).orElseThrow();
        return (float[][][]) value.getValue();
    }

    /** What a text carries from token to token, in the order of {@link Predictor#state}. */
    float[][] state(int row) {
        var parts = new ArrayList<float[]>();
        for (int l = 0; l < layers; l++) {
            for (var state : List.of("h", "c")) {
                var all = states.get(state);
                if (all != null) {
                    parts.add(all[l][row]);
                }
            }
        }
        return parts.toArray(float[][]::new);
    }

    public Map<String, String> metadata() throws OrtException {
        return session.getMetadata().getCustomMetadata();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
