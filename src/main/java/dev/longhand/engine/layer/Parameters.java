package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.CellWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * A flat vector with its parts by role: weights, or gradients in the same places.
 *
 * @param flat          all of it
 * @param embedding     (V,E)
 * @param cells         one a layer
 * @param decoderWeight (V,H)
 * @param decoderBias   (V)
 */
public record Parameters(
        Floats flat, Floats embedding, List<CellWeights> cells, Floats decoderWeight, Floats decoderBias) {

    public static Parameters zeros(ParameterLayout layout) {
        return of(layout, Floats.zeros(layout.length()));
    }

    public static Parameters of(ParameterLayout layout, Floats flat) {
        var parts = layout.parameters().stream()
                .map(parameter -> flat.slice(parameter.offset(), parameter.length()))
                .toList();
        var cells = new ArrayList<CellWeights>();
        for (int i = 1; i < parts.size() - 2; i += 3) {
            cells.add(new CellWeights(parts.get(i), parts.get(i + 1), parts.get(i + 2)));
        }
        return new Parameters(flat, parts.getFirst(), List.copyOf(cells), parts.get(parts.size() - 2), parts.getLast());
    }
}
