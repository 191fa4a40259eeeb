package dev.longhand.corpus;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Texts that are hard to sort and to search: they repeat themselves, or their characters have many bytes. */
final class Awkward {
    private Awkward() {}

    static List<String> texts() {
        return List.of(
                "a",
                "ba",
                "ab",
                "aaaa",
                "mississippi",
                "abracadabra",
                "a".repeat(999),
                "ab".repeat(500),
                "ba".repeat(500) + "b",
                fibonacci(15),
                "🐻🐼".repeat(100) + "🐻",
                "नमस्ते दुनिया ".repeat(20),
                "床前明月光\n疑是地上霜\n".repeat(30),
                "a".repeat(300) + "b" + "a".repeat(300));
    }

    /** Each word is the two before it; no other words of two letters repeat themselves more. */
    static String fibonacci(int words) {
        var last = "a";
        var word = "ab";
        for (int i = 2; i < words; i++) {
            var next = word + last;
            last = word;
            word = next;
        }
        return word;
    }

    static String random(RandomGenerator random, List<String> letters, int length) {
        return random.ints(length, 0, letters.size()).mapToObj(letters::get).collect(Collectors.joining());
    }
}
