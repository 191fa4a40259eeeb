package dev.longhand.diagnostics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.LagNorms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The norms of a gradient by lag, as JSON can hold them. */
record LagSeries(
        List<@Nullable Double> gradientNorms, @Nullable Double halfLife, Verdict verdict) {
    /** From the first lag to the last: less than a thousandth is left, or it is more than a thousand times as large, or neither. */
    enum Verdict {
        @JsonProperty("vanishes")
        VANISHES,
        @JsonProperty("stable")
        STABLE,
        @JsonProperty("explodes")
        EXPLODES
    }

    static LagSeries of(LagNorms norms) {
        var numbers = new ArrayList<@Nullable Double>();
        for (double norm : norms.norms()) {
            numbers.add(finite(norm));
        }
        return new LagSeries(
                numbers,
                norms.halfLife(),
                switch (norms.verdict()) {
                    case VANISHES -> Verdict.VANISHES;
                    case STABLE -> Verdict.STABLE;
                    case EXPLODES -> Verdict.EXPLODES;
                });
    }

    static @Nullable Double finite(double norm) {
        return Double.isFinite(norm) ? (Double) norm : null;
    }
}
