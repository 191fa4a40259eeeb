package dev.longhand.bench;

import dev.longhand.engine.Precision;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured.
 *
 * @param precision of Longhand alone; the others train in float32
 */
record SpeedOptions(Set<Peer> peers, List<StepShape> shapes, Precision precision, Pace pace) {
    private static final List<StepShape> SHAPES = List.of(
            new StepShape(128, 2, 50, 50, 65),
            new StepShape(256, 2, 64, 64, 65),
            new StepShape(512, 2, 32, 128, 65),
            // the medium word model of Zaremba et al. (2014): few long rows, and a vocabulary that the decoder feels
            new StepShape(650, 2, 20, 35, 10_000));

    static SpeedOptions parse(List<String> arguments) {
        var known = new HashSet<>(Pace.OPTIONS);
        known.addAll(List.of("peers", "shape", "precision"));
        var options = Options.parse(arguments, known);
        var shapes = options.all("shape").stream().map(StepShape::parse).toList();
        return new SpeedOptions(
                peers(options.text("peers", "")),
                shapes.isEmpty() ? SHAPES : shapes,
                options.choice("precision", Precision.FLOAT32, Precision.class),
                Pace.of(options));
    }

    private static Set<Peer> peers(String names) {
        if (names.isEmpty()) {
            return EnumSet.allOf(Peer.class);
        }
        var peers = EnumSet.noneOf(Peer.class);
        Arrays.stream(names.split(",")).forEach(name -> peers.add(Options.choice("peers", name, Peer.class)));
        return peers;
    }
}
