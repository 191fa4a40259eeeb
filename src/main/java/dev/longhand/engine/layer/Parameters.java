package dev.longhand.engine.layer;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.cell.CellWeights;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A flat vector with its parts by role: weights, or gradients in the same places.
 *
 * @param flat          all of it
 * @param embedding     (V,E)
 * @param cells         one a layer
 * @param projection    (E,H), null where the decoder reads the hidden units themselves
 * @param decoderWeight (V,H), or (V,E) and the embedding itself where they are tied
 * @param decoderBias   (V)
 */
public record Parameters(
        Floats flat,
        Floats embedding,
        List<CellWeights> cells,
        @Nullable Floats projection,
        Floats decoderWeight,
        Floats decoderBias) {

    public static Parameters zeros(NetworkShape shape) {
        return of(shape, Floats.zeros(new ParameterLayout(shape).length()));
    }

    public static Parameters of(NetworkShape shape, Floats flat) {
        var parts = new ParameterLayout(shape).parameters().iterator();
        var embedding = of(flat, parts.next());
        var cells = new ArrayList<CellWeights>();
        for (int l = 0; l < shape.L(); l++) {
            cells.add(cell(flat, parts, shape.cell().hasTwoBiases()));
        }
        var projection = shape.hasProjection() ? of(flat, parts.next()) : null;
        var decoder = shape.tied() ? embedding : of(flat, parts.next());
        return new Parameters(flat, embedding, List.copyOf(cells), projection, decoder, of(flat, parts.next()));
    }

    private static Floats of(Floats flat, Parameter parameter) {
        return flat.slice(parameter.offset(), parameter.length());
    }

    private static CellWeights cell(Floats flat, Iterator<Parameter> parts, boolean twoBiases) {
        var Wx = parts.next();
        var Wh = parts.next();
        return new CellWeights(
                flat.slice(Wx.offset(), Wx.length() + Wh.length()),
                Wx.rows(),
                of(flat, parts.next()),
                twoBiases ? of(flat, parts.next()) : null);
    }

    Floats requiredProjection() {
        return Objects.requireNonNull(projection);
    }
}
