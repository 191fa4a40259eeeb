package dev.longhand.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked for: which proofs, with how much of everything, from which seed. */
public record Options(List<String> proofs, Map<String, String> values) {
    private static final Set<String> KNOWN =
            Set.of("seed", "rounds", "seconds", "outage", "jobs", "corpus", "requests", "mutations");

    /**
     * @throws IllegalArgumentException for a proof or an option that there is not; it says which there are
     */
    static Options parse(List<String> arguments, Collection<String> proofs) {
        var wanted = new ArrayList<String>();
        var values = new LinkedHashMap<String, String>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var argument = rest.next();
            if (proofs.contains(argument)) {
                wanted.add(argument);
            } else if (argument.startsWith("--") && KNOWN.contains(argument.substring(2)) && rest.hasNext()) {
                values.put(argument.substring(2), rest.next());
            } else {
                throw new IllegalArgumentException("%s is none of the proofs %s and none of the options %s with a value"
                        .formatted(argument, proofs, KNOWN));
            }
        }
        var options = new Options(wanted, values);
        options.check();
        return options;
    }

    private void check() {
        values.keySet().stream().filter(name -> !name.equals("corpus")).forEach(name -> number(name, 1));
    }

    boolean wants(String proof) {
        return proofs.isEmpty() || proofs.contains(proof);
    }

    public long seed() {
        return number("seed", 1);
    }

    int rounds(int otherwise) {
        return (int) number("rounds", otherwise);
    }

    /**
     * Of something that is counted.
     *
     * @param name of the option
     */
    public int count(String name, int otherwise) {
        return (int) number(name, otherwise);
    }

    int jobs() {
        return (int) number("jobs", 1000);
    }

    /** Of an undisturbed job: what was asked for, and not more than a proof has use for. */
    public Duration duration(Duration most) {
        return Duration.ofSeconds(Math.min(number("seconds", most.toSeconds()), most.toSeconds()));
    }

    Duration outage() {
        return Duration.ofSeconds(number("outage", 60));
    }

    @Nullable
    String corpus() {
        return values.get("corpus");
    }

    private long number(String name, long otherwise) {
        var value = values.getOrDefault(name, Long.toString(otherwise));
        try {
            long number = Long.parseLong(value);
            if (number < 1 && !name.equals("seed")) {
                throw new IllegalArgumentException("--%s is at least 1, and not %s".formatted(name, value));
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--%s is a number, and not %s".formatted(name, value), e);
        }
    }
}
