package dev.longhand.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What everybody measured at one size, turn by turn. */
record Rounds(List<Map<Peer, Measurement>> rounds) {

    /** The median of a peer's turns in tokens/s; NaN when it did not run. */
    double speed(Peer peer) {
        var speeds = rounds.stream()
                .filter(round -> round.containsKey(peer))
                .mapToDouble(round -> speed(round, peer))
                .toArray();
        return speeds.length == 0 ? Double.NaN : Median.of(speeds);
    }

    /** Ours by another's, turn by turn: the median (lowest..highest); nothing when one of the two did not run. */
    String ratio(Peer other) {
        var ratios = rounds.stream()
                .filter(round -> round.containsKey(Peer.LONGHAND) && round.containsKey(other))
                .mapToDouble(round -> speed(round, Peer.LONGHAND) / speed(round, other))
                .sorted()
                .toArray();
        return ratios.length == 0
                ? "-"
                : "%.2f (%.2f..%.2f)".formatted(Median.of(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static double speed(Map<Peer, Measurement> round, Peer peer) {
        return Objects.requireNonNull(round.get(peer)).tokensPerSecond();
    }

    /** A number in a table. */
    static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : format.formatted(value);
    }
}
