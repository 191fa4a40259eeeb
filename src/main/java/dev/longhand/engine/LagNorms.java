package dev.longhand.engine;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How large the gradient of a loss still is so many steps before it. How fast it fades is the slope of a straight line through the
 * logarithms of the norms (least squares), where float32 holds them.
 *
 * @param norms L2 norms by time lag, from 0; zero where nothing is left, infinite or NaN where float32 overflows
 */
public record LagNorms(double[] norms) {
    /** Ten half-lives, about: a thousandth is as good as nothing beside the gradients of nearer steps. */
    private static final double FACTOR = 1000;

    /** What becomes of a gradient from the first lag to the last. */
    public enum Verdict {
        /** Less than a thousandth is left. */
        VANISHES,
        STABLE,
        /** It is more than a thousand times as large. */
        EXPLODES
    }

    /** Nothing left means vanished, overflow means exploded; otherwise the line through the norms decides. */
    public Verdict verdict() {
        if (!IntStream.range(0, norms.length).allMatch(lag -> Double.isFinite(norms[lag]))) {
            return Verdict.EXPLODES;
        }
        if (IntStream.range(0, norms.length).anyMatch(lag -> norms[lag] == 0)) {
            return Verdict.VANISHES;
        }
        double change = slope() * (norms.length - 1);
        return change < -Math.log(FACTOR)
                ? Verdict.VANISHES
                : change > Math.log(FACTOR) ? Verdict.EXPLODES : Verdict.STABLE;
    }

    /** Steps after which half of it is left; null where it does not fade. */
    public @Nullable Double halfLife() {
        double slope = slope();
        return slope < 0 ? Math.log(2) / -slope : null;
    }

    /** Of ln norm over the lag, where the norm is a number above zero; 0 where there are fewer than two of them. */
    private double slope() {
        var lags = IntStream.range(0, norms.length)
                .filter(lag -> norms[lag] > 0 && Double.isFinite(norms[lag]))
                .toArray();
        double meanLag = IntStream.of(lags).average().orElse(0);
        double meanLog = IntStream.of(lags)
                .mapToDouble(lag -> Math.log(norms[lag]))
                .average()
                .orElse(0);
        double products = 0;
        double squares = 0;
        for (int lag : lags) {
            products += (lag - meanLag) * (Math.log(norms[lag]) - meanLog);
            squares += (lag - meanLag) * (lag - meanLag);
        }
        return squares == 0 ? 0 : products / squares;
    }
}
