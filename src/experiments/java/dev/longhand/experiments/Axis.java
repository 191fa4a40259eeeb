package dev.longhand.experiments;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a plot.
 *
 * @param from its lowest value, above 0 where it is logarithmic
 * @param to   its highest value
 */
record Axis(String label, Scale scale, double from, double to) {
    private static final int MOST_TICKS = 8;

    enum Scale {
        LINEAR,
        /** To the base of 10. */
        LOGARITHMIC
    }

    /** Where it is labelled. */
    record Tick(double value, String label) {}

    /** 0 for its lowest value and 1 for its highest; what lies outside is drawn at the border. */
    double place(double value) {
        double share = switch (scale) {
            case LINEAR -> (value - from) / (to - from);
            case LOGARITHMIC -> Math.log(value / from) / Math.log(to / from);
        };
        return share >= 0 ? Math.min(share, 1) : 0;
    }

    List<Tick> ticks() {
        return switch (scale) {
            case LINEAR -> linearTicks();
            case LOGARITHMIC -> powersOfTen();
        };
    }

    /** At multiples of 1, 2 or 5 times a power of ten. */
    private List<Tick> linearTicks() {
        double rough = (to - from) / MOST_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step)));
        var ticks = new ArrayList<Tick>();
        for (long k = (long) Math.ceil(from / step); k * step <= to * (1 + 1e-9); k++) {
            ticks.add(new Tick(k * step, ("%." + decimals + "f").formatted(k * step)));
        }
        return ticks;
    }

    private List<Tick> powersOfTen() {
        int lowest = (int) Math.ceil(Math.log10(from) - 1e-9);
        int highest = (int) Math.floor(Math.log10(to) + 1e-9);
        int step = Math.max(1, Math.ceilDiv(highest - lowest, MOST_TICKS));
        var ticks = new ArrayList<Tick>();
        for (int k = lowest; k <= highest; k += step) {
            ticks.add(new Tick(Math.pow(10, k), k == 0 ? "1" : "1e" + k));
        }
        return ticks;
    }
}
