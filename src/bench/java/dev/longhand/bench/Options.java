package dev.longhand.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Options of a command, each a name with two dashes and a value behind it. */
final class Options {
    private final Map<String, List<String>> values;

    private Options(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param known names without their dashes
     * @throws IllegalArgumentException for another name, or one without a value; it says which there are
     */
    static Options parse(List<String> arguments, Set<String> known) {
        var values = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var option = arguments.get(i);
            var name = option.startsWith("--") ? option.substring(2) : "";
            if (!known.contains(name)) {
                throw new IllegalArgumentException("%s is none of the options: %s"
                        .formatted(option, known.stream().sorted().collect(Collectors.joining(" --", "--", ""))));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " wants a value");
            }
            values.computeIfAbsent(name, unused -> new ArrayList<>()).add(arguments.get(i + 1));
        }
        return new Options(values);
    }

    /** All values of an option that may stand there more than once. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The last one counts. */
    String text(String name, String otherwise) {
        return all(name).isEmpty() ? otherwise : all(name).getLast();
    }

    /** Between 1 and the most. */
    int count(String name, int otherwise, int most) {
        return (int) number(name, otherwise, 1, most, Integer::parseInt);
    }

    double number(String name, double otherwise, double least, double most) {
        return number(name, otherwise, least, most, Double::parseDouble);
    }

    private double number(
            String name, double otherwise, double least, double most, Function<String, ? extends Number> parser) {
        if (all(name).isEmpty()) {
            return otherwise;
        }
        var value = all(name).getLast();
        try {
            double number = parser.apply(value).doubleValue();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw new IllegalArgumentException(
                "--%s is between %s and %s, and not %s".formatted(name, plain(least), plain(most), value));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? "%.0f".formatted(number) : Double.toString(number);
    }

    /** One of an enum by its name in lower case. */
    <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
        return all(name).isEmpty() ? otherwise : choice(name, all(name).getLast(), type);
    }

    static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        var choices = Arrays.asList(type.getEnumConstants());
        return choices.stream()
                .filter(choice -> lower(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--%s is one of %s, and not %s"
                        .formatted(
                                name, choices.stream().map(Options::lower).collect(Collectors.joining(", ")), value)));
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
