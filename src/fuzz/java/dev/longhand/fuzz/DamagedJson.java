package dev.longhand.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON that is no more what it was, or none any more: what is wrong stands where something right has stood. */
public final class DamagedJson {
    /** Values that nobody expects. */
    static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "-0",
            "1.5",
            "1e999",
            "-1e999",
            "1e-999",
            "9007199254740993",
            "2147483647",
            "2147483648",
            "4294967296",
            "4611686018427387904",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "9".repeat(400),
            "1e2147483648",
            "NaN",
            "Infinity",
            "-",
            "01",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d\\ude00\"",
            "\"\u202E\"",
            "\"../../etc/passwd\"",
            "\"' OR 1=1 --\"",
            "\"%s%n%x\"",
            "\"${jndi:x}\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"\":null}",
            "[1,\"a\",{}]",
            "{\"a\":{\"b\":[]}}",
            "'a'",
            "undefined",
            "/* */1",
            "\"\n\"",
            "\"\\x41\"");

    private static final List<String> PIECES =
            List.of("\"", "{", "}", "[", "]", ",", ":", "\\", "\\u", " ", "\u0000", "\uFEFF", "漢", "\uD83D", "\t", "#");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern NAME = Pattern.compile("\"[^\"]*\"(?=\\s*:)");
    private static final Pattern VALUE = Pattern.compile("(?<=[:,\\[])\\s*(\"[^\"]*\"|-?\\d[\\d.]*|true|false|null)");
    private static final int MOST_CHANGES = 3;

    private DamagedJson() {}

    public static String of(String json, RandomGenerator chance) {
        var text = json;
        for (int changes = chance.nextInt(1, MOST_CHANGES + 1); changes > 0; changes--) {
            text = changed(text, chance);
        }
        return text;
    }

    private static String changed(String json, RandomGenerator chance) {
        int at = chance.nextInt(json.length() + 1);
        int end = Math.min(json.length(), at + chance.nextInt(12));
        return switch (chance.nextInt(12)) {
            case 0 -> json.substring(0, at) + json.substring(end);
            case 1 -> json.substring(0, at) + one(PIECES, chance) + json.substring(at);
            case 2 -> json.substring(0, at) + one(PIECES, chance) + json.substring(end);
            case 3 -> {
                int to = chance.nextInt(json.length() + 1);
                yield json.substring(0, to) + json.substring(at, end) + json.substring(to);
            }
            case 4, 5 -> replaced(json, NUMBER, chance, number -> near(number, chance));
            case 6, 7, 8 -> replaced(json, VALUE, chance, value -> value(chance));
            case 9 -> replaced(json, NAME, chance, name -> name + ":" + value(chance) + "," + name);
            case 10 -> replaced(json, NAME, chance, name -> "\"unknown\":" + value(chance) + "," + name);
            default -> replaced(json, NAME, chance, name -> chance.nextBoolean() ? "\"a\"" : "\"\"");
        };
    }

    private static <T> T one(List<T> of, RandomGenerator chance) {
        return of.get(chance.nextInt(of.size()));
    }

    /** Mostly short, sometimes deeper or longer than anybody should read. */
    static String value(RandomGenerator chance) {
        return switch (chance.nextInt(40)) {
            case 0 -> "[".repeat(depth(chance));
            case 1 -> "{\"a\":".repeat(depth(chance));
            case 2 -> nested("[", "]", chance.nextInt(2, 60));
            case 3 -> nested("{\"a\":", "}", chance.nextInt(2, 60));
            case 4 -> "\"" + "x".repeat(depth(chance)) + "\"";
            case 5 -> "[" + "0,".repeat(depth(chance)) + "0]";
            default -> one(VALUES, chance);
        };
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth) + "0" + close.repeat(depth);
    }

    private static int depth(RandomGenerator chance) {
        return 1 << chance.nextInt(4, 15);
    }

    private static String near(String number, RandomGenerator chance) {
        if (number.length() > 9 || number.contains(".") || chance.nextBoolean()) {
            return one(VALUES.subList(3, 20), chance);
        }
        long n = Long.parseLong(number);
        return Long.toString(
                switch (chance.nextInt(6)) {
                    case 0 -> n + 1;
                    case 1 -> n - 1;
                    case 2 -> n + 4;
                    case 3 -> n - 4;
                    case 4 -> 2 * n;
                    default -> n / 2;
                });
    }

    private interface Change {
        String of(String found);
    }

    /** One of those that are found; the text as it is when there is none. */
    private static String replaced(String json, Pattern pattern, RandomGenerator chance, Change change) {
        var found = found(json, pattern, chance);
        return found == null
                ? json
                : json.substring(0, found.start()) + change.of(found.group()) + json.substring(found.end());
    }

    private static @Nullable MatchResult found(String json, Pattern pattern, RandomGenerator chance) {
        var matcher = pattern.matcher(json);
        if (json.isEmpty() || !matcher.find(chance.nextInt(json.length())) && !matcher.find(0)) {
            return null;
        }
        return matcher.toMatchResult();
    }
}
