package dev.longhand.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is measured.
 *
 * @param rounds        turns of everybody at every shape
 * @param seconds       time of one measurement, but at least one step
 * @param warmUpSeconds time before it, but at least one step
 */
record SpeedOptions(Set<Peer> peers, List<StepShape> shapes, int rounds, int seconds, int warmUpSeconds) {
    private static final int MOST_ROUNDS = 9;
    private static final int MOST_SECONDS = 120;

    static SpeedOptions parse(List<String> arguments) {
        Set<Peer> peers = EnumSet.allOf(Peer.class);
        var shapes = new ArrayList<StepShape>();
        int rounds = 3;
        int seconds = 10;
        int warmUpSeconds = 5;
        for (int i = 0; i < arguments.size(); i += 2) {
            var option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " wants a value");
            }
            var value = arguments.get(i + 1);
            switch (option) {
                case "--peers" -> peers = peers(value);
                case "--shape" -> shapes.add(StepShape.parse(value));
                case "--rounds" -> rounds = number(option, value, MOST_ROUNDS);
                case "--seconds" -> seconds = number(option, value, MOST_SECONDS);
                case "--warm-up" -> warmUpSeconds = number(option, value, MOST_SECONDS);
                default -> throw new IllegalArgumentException(option + " is none of the options of speed");
            }
        }
        if (shapes.isEmpty()) {
            shapes.add(new StepShape(128, 2, 50, 50, 65));
            shapes.add(new StepShape(256, 2, 64, 64, 65));
            shapes.add(new StepShape(512, 2, 32, 128, 65));
        }
        return new SpeedOptions(peers, shapes, rounds, seconds, warmUpSeconds);
    }

    private static Set<Peer> peers(String names) {
        var peers = EnumSet.noneOf(Peer.class);
        for (var name : names.split(",")) {
            peers.add(Arrays.stream(Peer.values())
                    .filter(peer -> peer.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("the peers are dl4j, pytorch and longhand, not " + name)));
        }
        return peers;
    }

    private static int number(String option, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("%s is between 1 and %d, and not %s".formatted(option, most, value));
    }
}
