package dev.longhand.experiments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is asked for: which experiments, from which seed, and with how much of everything. */
record Options(List<String> experiments, Map<String, String> values) {
    private static final Set<String> KNOWN = Set.of("seed", "runs", "longest", "updates", "minutes", "threads");

    /**
     * @throws IllegalArgumentException for an experiment or an option that there is not; it says which there are
     */
    static Options parse(List<String> arguments, Collection<String> experiments) {
        var wanted = new ArrayList<String>();
        var values = new LinkedHashMap<String, String>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            if (experiments.contains(argument)) {
                wanted.add(argument);
            } else if (argument.startsWith("--") && KNOWN.contains(argument.substring(2)) && rest.hasNext()) {
                values.put(argument.substring(2), rest.next());
            } else {
                throw new IllegalArgumentException(
                        "%s is none of the experiments %s and none of the options %s with a value"
                                .formatted(argument, experiments, KNOWN));
            }
        }
        var options = new Options(wanted, values);
        KNOWN.forEach(name -> options.number(name, 1));
        return options;
    }

    boolean wants(String experiment) {
        return experiments.isEmpty() || experiments.contains(experiment);
    }

    long seed() {
        return number("seed", 1);
    }

    /** Trainings of the same network from different seeds. */
    int runs(int otherwise) {
        return (int) number("runs", otherwise);
    }

    /** Time steps of the longest sequences, where an experiment has several lengths. */
    int longest(int otherwise) {
        return (int) number("longest", otherwise);
    }

    /** The most that one training makes. */
    int updates(int otherwise) {
        return (int) number("updates", otherwise);
    }

    /** The most that one training takes. */
    Duration time() {
        return Duration.ofMinutes(number("minutes", 60));
    }

    /** Trainings at the same time. */
    int threads() {
        return (int) number("threads", 1);
    }

    private long number(String name, long otherwise) {
        var value = values.getOrDefault(name, Long.toString(otherwise));
        try {
            long number = Long.parseLong(value);
            if (name.equals("seed") || (number >= 1 && number <= Integer.MAX_VALUE)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException("--%s is a whole number from 1 on, and not %s".formatted(name, value));
    }
}
