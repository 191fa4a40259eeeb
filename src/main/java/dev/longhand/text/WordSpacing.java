package dev.longhand.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;

/**
 * Where a space stands between two words, told by what Unicode says of the characters that meet there: their line breaking
 * class (UAX #14) and their width (UAX #11). Words do not keep the spaces of their text, so this is a rule and no memory:
 * it has to be wrong where people write both ways.
 */
final class WordSpacing {
    private WordSpacing() {}

    /** Between two words of one line; quotation marks that look the same on both sides are for the caller. */
    static boolean isSpaced(String left, String right) {
        int before = left.codePointBefore(left.length());
        int after = right.codePointAt(0);
        if (opens(before) || closes(after) || joins(before) || joins(after)) {
            return false;
        }
        boolean dense = isDense(before) || isDense(after);
        return !dense || isSpacedLetter(before) || isSpacedLetter(after);
    }

    /** What a word follows at once: brackets, currency signs, and the apostrophe, which mostly stands for left-out letters. */
    private static boolean opens(int c) {
        return switch (UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK)) {
            case UCharacter.LineBreak.OPEN_PUNCTUATION -> true;
            default ->
                c == '\''
                        || Character.getType(c) == Character.CURRENCY_SYMBOL
                        || isOf(c, Character.INITIAL_QUOTE_PUNCTUATION);
        };
    }

    /** What follows a word at once. */
    private static boolean closes(int c) {
        return switch (UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK)) {
            case UCharacter.LineBreak.CLOSE_PUNCTUATION,
                    UCharacter.LineBreak.CLOSE_PARENTHESIS,
                    UCharacter.LineBreak.EXCLAMATION,
                    UCharacter.LineBreak.INFIX_NUMERIC,
                    UCharacter.LineBreak.NONSTARTER,
                    UCharacter.LineBreak.INSEPARABLE,
                    UCharacter.LineBreak.POSTFIX_NUMERIC -> true;
            // among others the danda
            case UCharacter.LineBreak.BREAK_AFTER -> isOf(c, Character.OTHER_PUNCTUATION);
            default -> isOf(c, Character.FINAL_QUOTE_PUNCTUATION);
        };
    }

    /** What stands between two words without any space: hyphens, em dashes, slashes. */
    private static boolean joins(int c) {
        return switch (UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK)) {
            case UCharacter.LineBreak.HYPHEN, UCharacter.LineBreak.BREAK_BOTH, UCharacter.LineBreak.BREAK_SYMBOLS ->
                true;
            default -> c == '\u2010';
        };
    }

    private static boolean isOf(int c, int type) {
        return Character.getType(c) == type;
    }

    /** Of a script that is written without spaces between words. */
    private static boolean isDense(int c) {
        return switch (UScript.getScript(c)) {
            case UScript.THAI, UScript.LAO, UScript.KHMER, UScript.MYANMAR -> true;
            case UScript.HANGUL -> false;
            default -> isWide(c) && !UCharacter.hasBinaryProperty(c, UProperty.EXTENDED_PICTOGRAPHIC);
        };
    }

    private static boolean isWide(int c) {
        return switch (UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH)) {
            case UCharacter.EastAsianWidth.WIDE,
                    UCharacter.EastAsianWidth.FULLWIDTH,
                    UCharacter.EastAsianWidth.HALFWIDTH -> true;
            default -> false;
        };
    }

    private static boolean isSpacedLetter(int c) {
        return !isDense(c) && (Character.isLetter(c) || UCharacter.hasBinaryProperty(c, UProperty.EMOJI_PRESENTATION));
    }
}
