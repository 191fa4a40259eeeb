package dev.longhand.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A threshold for clipping by global norm, from the norms that a job has shown: twice their median, in two digits, once the
 * first tenth is left out, in which the weights are still those that were drawn.
 *
 * <p>Pascanu, Mikolov and Bengio (2013) look at the average norm of many updates and find thresholds from half to ten times of
 * it to work. The median takes the average's place because explosions, which clipping is for, move an average and not a median;
 * twice, so that usual gradients pass as they are.
 */
final class SuggestedThreshold {
    /** Fewer points say little of what is usual. */
    private static final int FEWEST = 20;

    private static final MathContext TWO_DIGITS = new MathContext(2);

    private SuggestedThreshold() {}

    /**
     * Null as long as there are too few, or when clipping by it would be nothing that a job can ask for.
     *
     * @param norms L2 before clipping, of all points of a job so far, in order
     */
    static @Nullable Double of(List<Double> norms) {
        var usual = norms.stream().skip(norms.size() / 10).sorted().toList();
        int middle = usual.size() / 2;
        if (usual.size() < FEWEST) {
            return null;
        }
        double twiceTheMedian =
                usual.size() % 2 == 1 ? 2 * usual.get(middle) : usual.get(middle - 1) + usual.get(middle);
        double rounded = new BigDecimal(twiceTheMedian).round(TWO_DIGITS).doubleValue();
        return rounded > 0 && rounded <= ClippingSettings.MOST ? (Double) rounded : null;
    }
}
