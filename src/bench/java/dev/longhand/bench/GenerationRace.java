package dev.longhand.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast PyTorch and Longhand generate, by turns: each token is read back before the next one is computed from it. */
final class GenerationRace {
    private static final GenerationSize FEW_STREAMS = new GenerationSize(512, 2, 65, 16);
    private static final GenerationSize MANY_STREAMS = new GenerationSize(512, 2, 65, 64);
    private static final List<GenerationSize> SIZES = List.of(
            new GenerationSize(128, 2, 65, 1),
            new GenerationSize(256, 2, 65, 1),
            new GenerationSize(512, 2, 65, 1),
            FEW_STREAMS,
            MANY_STREAMS);
    private static final List<Peer> PEERS = List.of(Peer.PYTORCH, Peer.LONGHAND);

    private static final String FORMAT = "%-28s %9s %9s  %-18s";

    private final Path home;
    private final List<GenerationSize> sizes;
    private final Pace pace;

    private GenerationRace(Path home, List<GenerationSize> sizes, Pace pace) {
        this.home = home;
        this.sizes = sizes;
        this.pace = pace;
    }

    static GenerationRace of(Path home, List<String> arguments) {
        var known = new HashSet<>(Pace.OPTIONS);
        known.add("size");
        var options = Options.parse(arguments, known);
        var sizes = options.all("size").stream().map(GenerationSize::parse).toList();
        return new GenerationRace(home, sizes.isEmpty() ? SIZES : sizes, Pace.of(options));
    }

    void run() {
        System.out.println(Machine.description());
        PEERS.forEach(peer -> System.out.println(peer.title() + ": " + peer.versions(home)));
        System.out.println();
        var all = new LinkedHashMap<GenerationSize, Rounds>();
        for (var size : sizes) {
            var rounds = new ArrayList<Map<Peer, Measurement>>();
            for (int round = 1; round <= pace.rounds(); round++) {
                rounds.add(round(size, round));
            }
            all.put(size, new Rounds(List.copyOf(rounds)));
        }
        print(all);
    }

    private Map<Peer, Measurement> round(GenerationSize size, int round) {
        var measured = new EnumMap<Peer, Measurement>(Peer.class);
        for (var peer : PEERS) {
            var output = peer.run(home, "GenerationSpeed", size.arguments(pace));
            var measurement = Measurement.of(size.tokens(), output);
            measured.put(peer, measurement);
            System.out.printf(
                    "%s, turn %d, %s: %,.0f tokens/s (%d times %d tokens a stream)%n",
                    size,
                    round,
                    peer.title(),
                    measurement.tokensPerSecond(),
                    measurement.steps(),
                    GenerationSize.LENGTH);
        }
        return measured;
    }

    private void print(Map<GenerationSize, Rounds> all) {
        System.out.printf(
                """

                tokens/s of all streams together, one token after another (embedding, LSTM layers, linear, argmax; float32):
                the median text of a turn, the median of %d turns. Ratios: turn by turn, their median (lowest..highest).
                %s
                """,
                pace.rounds(), FORMAT.formatted("size", Peer.PYTORCH.title(), Peer.LONGHAND.title(), "ours/PyTorch"));
        all.forEach((size, rounds) -> System.out.println(FORMAT.formatted(
                size,
                Rounds.number(rounds.speed(Peer.PYTORCH), "%,.0f"),
                Rounds.number(rounds.speed(Peer.LONGHAND), "%,.0f"),
                rounds.ratio(Peer.PYTORCH))));
        var few = all.get(FEW_STREAMS);
        var many = all.get(MANY_STREAMS);
        if (few != null && many != null) {
            System.out.printf(
                    "ours with %d streams / PyTorch's with %d, H=512: %.2f%n",
                    MANY_STREAMS.streams(), FEW_STREAMS.streams(), many.speed(Peer.LONGHAND) / few.speed(Peer.PYTORCH));
        }
    }
}
