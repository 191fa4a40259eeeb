package dev.longhand.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A shape's line of the table. */
record SpeedRow(StepShape shape, List<Map<Peer, Measurement>> rounds, MatrixPeak peak) {
    private static final String FORMAT = "%-28s %14s %9s %9s  %-20s %-18s %9s %9s";
    static final String HEADER = FORMAT.formatted(
            "shape",
            Peer.DL4J.title(),
            Peer.PYTORCH.title(),
            Peer.LONGHAND.title(),
            "ours/DL4J",
            "ours/PyTorch",
            "GFLOP/s",
            "of sgemm");

    String text() {
        double gflops = median(speeds(Peer.LONGHAND)) * shape.flopsPerToken() / 1e9;
        return FORMAT.formatted(
                shape,
                number(median(speeds(Peer.DL4J)), "%,.0f"),
                number(median(speeds(Peer.PYTORCH)), "%,.0f"),
                number(median(speeds(Peer.LONGHAND)), "%,.0f"),
                ratio(Peer.DL4J),
                ratio(Peer.PYTORCH),
                number(gflops, "%.0f"),
                number(100 * gflops / peak.gflops(), "%.0f %%"));
    }

    /** Ours by another's; nothing when one of the two did not run. */
    private String ratio(Peer other) {
        var ratios = rounds.stream()
                .filter(round -> round.containsKey(Peer.LONGHAND) && round.containsKey(other))
                .mapToDouble(round -> speed(round, Peer.LONGHAND) / speed(round, other))
                .sorted()
                .toArray();
        return ratios.length == 0
                ? "-"
                : "%.2f (%.2f..%.2f)".formatted(Median.of(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private double[] speeds(Peer peer) {
        return rounds.stream()
                .filter(round -> round.containsKey(peer))
                .mapToDouble(round -> speed(round, peer))
                .toArray();
    }

    private static double speed(Map<Peer, Measurement> round, Peer peer) {
        return Objects.requireNonNull(round.get(peer)).tokensPerSecond();
    }

    private static double median(double[] speeds) {
        return speeds.length == 0 ? Double.NaN : Median.of(speeds);
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : format.formatted(value);
    }
}
