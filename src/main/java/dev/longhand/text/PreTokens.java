package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/**
 * Cuts a text where no merge may reach across, as GPT-2 does (Radford et al. 2019):
 *
 * <pre>
 *   's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
 * </pre>
 *
 * Written as an automaton, so that a text of any length is cut while it is read, and never otherwise than as a whole.
 */
final class PreTokens {
    private enum Kind {
        SPACE,
        LETTER,
        NUMBER,
        OTHER,
        /** An apostrophe at the beginning of a pre-token, and such a one with the first letter of re, ve or ll. */
        APOSTROPHE,
        CONTRACTION
    }

    private final Consumer<String> consumer;
    /** In the alphabet of bytes. */
    private final StringBuilder pending = new StringBuilder();

    private Kind kind = Kind.SPACE;
    /** The white space that came last, where {@link #kind} is SPACE. */
    private int lastSpace;

    private int lastSpaceAt;

    private PreTokens(Consumer<String> consumer) {
        this.consumer = consumer;
    }

    /** Gives the pre-tokens of a text in the alphabet of bytes. */
    static void forEach(Reader text, Consumer<String> consumer) throws IOException {
        var preTokens = new PreTokens(consumer);
        CodePoints.forEach(text, preTokens::read);
        preTokens.end();
    }

    private void read(int c) {
        switch (kind) {
            case SPACE -> afterSpace(c);
            case APOSTROPHE -> afterApostrophe(c);
            case CONTRACTION -> afterHalfAContraction(c);
            case LETTER, NUMBER, OTHER -> {
                if (kindOf(c) == kind) {
                    ByteAlphabet.append(pending, c);
                } else {
                    give();
                    begin(c);
                }
            }
        }
    }

    /** A run of white space leaves its last character to what follows: a space goes with it, another one stands alone. */
    private void afterSpace(int c) {
        if (pending.isEmpty() || kindOf(c) == Kind.SPACE) {
            begin(c);
            return;
        }
        var last = pending.substring(lastSpaceAt);
        pending.setLength(lastSpaceAt);
        give();
        pending.append(last);
        if (lastSpace == ' ') {
            ByteAlphabet.append(pending, c);
            kind = kindOf(c);
        } else {
            give();
            begin(c);
        }
    }

    private void afterApostrophe(int c) {
        switch (c) {
            case 's', 't', 'm', 'd' -> {
                ByteAlphabet.append(pending, c);
                give();
            }
            case 'r', 'v', 'l' -> {
                ByteAlphabet.append(pending, c);
                kind = Kind.CONTRACTION;
            }
            default -> {
                kind = Kind.OTHER;
                read(c);
            }
        }
    }

    private void afterHalfAContraction(int c) {
        char first = pending.charAt(1);
        if (c == (first == 'l' ? 'l' : 'e')) {
            ByteAlphabet.append(pending, c);
            give();
            return;
        }
        giveApostrophe();
        read(c);
    }

    /** Its letter was none of a contraction after all and begins a word. */
    private void giveApostrophe() {
        char letter = pending.charAt(1);
        pending.setLength(1);
        give();
        begin(letter);
    }

    /** The first of a pre-token, or one more white space. */
    private void begin(int c) {
        kind = c == '\'' ? Kind.APOSTROPHE : kindOf(c);
        lastSpace = c;
        lastSpaceAt = pending.length();
        ByteAlphabet.append(pending, c);
    }

    private void give() {
        if (!pending.isEmpty()) {
            consumer.accept(pending.toString());
            pending.setLength(0);
        }
        kind = Kind.SPACE;
    }

    private void end() {
        if (kind == Kind.CONTRACTION) {
            giveApostrophe();
        }
        give();
    }

    private static Kind kindOf(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER -> Kind.LETTER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> Kind.NUMBER;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> Kind.SPACE;
            default -> (c >= '\t' && c <= '\r') || c == 0x85 ? Kind.SPACE : Kind.OTHER;
        };
    }
}
