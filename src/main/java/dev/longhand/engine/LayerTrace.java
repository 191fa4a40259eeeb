package dev.longhand.engine;

import dev.longhand.engine.layer.InferencePass;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What some units of one layer do at each of T tokens; everything is (T,units).
 *
 * @param layer  from 0
 * @param units  from 0
 * @param hidden what they show after the token
 * @param cell   what they keep to themselves after it, where the cell of the network keeps something
 * @param gates  what each gate let through at the token
 */
public record LayerTrace(
        int layer, int[] units, float[][] hidden, float @Nullable [][] cell, Map<Gate, float[][]> gates) {
    static LayerTrace of(CellType cell, int layer, int[] units, int T) {
        var gates = new LinkedHashMap<Gate, float[][]>();
        for (var gate : Gate.of(cell)) {
            gates.put(gate, new float[T][]);
        }
        return new LayerTrace(layer, units, new float[T][], cell == CellType.LSTM ? new float[T][] : null, gates);
    }

    /** Keeps what the last step of a pass of one row has done. */
    void take(int t, InferencePass pass) {
        var state = pass.state(0);
        int parts = cell == null ? 1 : 2;
        hidden[t] = chosen(state.get(layer * parts).toArray());
        if (cell != null) {
            cell[t] = chosen(state.get(layer * parts + 1).toArray());
        }
        var opened = pass.gates(layer).iterator();
        for (var values : gates.values()) {
            values[t] = chosen(opened.next().toFloatVector());
        }
    }

    private float[] chosen(float[] all) {
        var some = new float[units.length];
        for (int k = 0; k < some.length; k++) {
            some[k] = all[units[k]];
        }
        return some;
    }
}
