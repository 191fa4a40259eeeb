package dev.longhand.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everybody's training speed at the same shapes. By turns, because a machine has better and worse minutes: what is compared
 * was measured within one of them.
 */
final class Race {
    private final Path home;
    private final SpeedOptions options;
    private JvmSettings dl4jSettings = JvmSettings.NONE;

    Race(Path home, SpeedOptions options) {
        this.home = home;
        this.options = options;
    }

    void run() {
        System.out.println(Machine.description());
        options.peers().forEach(peer -> System.out.println(peer.title() + ": " + peer.versions(home)));
        var peak = MatrixPeak.measured(home);
        System.out.println(peak);
        if (options.peers().contains(Peer.DL4J)) {
            var coreType = CoreType.best(home);
            System.out.println("taken: " + coreType);
            dl4jSettings = coreType.settings();
        }
        System.out.println();

        var rows = new ArrayList<String>();
        for (var shape : options.shapes()) {
            var rounds = new ArrayList<Map<Peer, Measurement>>();
            for (int round = 1; round <= options.pace().rounds(); round++) {
                rounds.add(round(shape, round));
            }
            rows.add(new SpeedRow(shape, new Rounds(List.copyOf(rounds)), peak).text());
        }
        System.out.printf("""

            tokens/s of whole training steps (embedding, LSTM layers, linear, cross-entropy, clipping, Adam; float32,
            Longhand %s): the median step of a turn, the median of %d turns. Ratios: turn by turn, their median
            (lowest..highest).
            %s
            %s
            """, precision(), options.pace().rounds(), SpeedRow.HEADER, String.join("\n", rows));
    }

    private Map<Peer, Measurement> round(StepShape shape, int round) {
        var measured = new EnumMap<Peer, Measurement>(Peer.class);
        for (var peer : options.peers()) {
            var settings = peer == Peer.DL4J ? dl4jSettings : JvmSettings.NONE;
            var output = peer.run(home, settings, "TrainingSpeed", arguments(shape, peer));
            var measurement = Measurement.of(shape.tokens(), output);
            measured.put(peer, measurement);
            System.out.printf(
                    "%s, turn %d, %s: %,.0f tokens/s (%d steps, %d threads, loss %.3f)%n",
                    shape,
                    round,
                    peer.title(),
                    measurement.tokensPerSecond(),
                    measurement.steps(),
                    measurement.threads(),
                    measurement.loss());
        }
        return measured;
    }

    private String[] arguments(StepShape shape, Peer peer) {
        var arguments = shape.arguments(options.pace());
        if (peer != Peer.LONGHAND) {
            return arguments;
        }
        var longhand = Arrays.copyOf(arguments, arguments.length + 1);
        longhand[arguments.length] = options.precision().name();
        return longhand;
    }

    private String precision() {
        return options.precision().name().toLowerCase(Locale.ROOT);
    }
}
