package dev.longhand.api;

/** Small texts with something to learn in them. */
final class Texts {
    private Texts() {}

    static String rhyme(int lines) {
        var words = new String[] {"one", "two", "three", "four", "five", "once I caught a fish alive"};
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(words[i % words.length]).append(i % 5 == 0 ? ",\n" : " ");
        }
        return text.append('\n').toString();
    }
}
