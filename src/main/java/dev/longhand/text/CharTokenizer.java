package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * One token a Unicode code point. A text decides its tokenizer alone: ids follow the order of the code points, and what was
 * added to a model later follows behind.
 */
public final class CharTokenizer implements Tokenizer {
    private final List<String> vocabulary;
    private final boolean lowercase;
    /** Id by code point, up to the highest one that is known; {@link Encoding#UNKNOWN} where there is none. */
    private final int[] idByCodePoint;

    private final SegmentEnd segmentEnd;

    /**
     * @param vocabulary the characters in the order of their ids, each exactly one code point
     * @param lowercase  whether a text is put into lower case before it is looked up
     * @throws IllegalArgumentException when an entry is not one code point, or stands there twice
     */
    public CharTokenizer(List<String> vocabulary, boolean lowercase) {
        if (vocabulary.isEmpty()) {
            throw new IllegalArgumentException("the vocabulary is empty");
        }
        this.vocabulary = List.copyOf(vocabulary);
        this.lowercase = lowercase;
        this.segmentEnd = SegmentEnd.NONE;
        for (var entry : vocabulary) {
            boolean single = !entry.isEmpty() && entry.codePointCount(0, entry.length()) == 1;
            if (!single || Character.getType(entry.codePointAt(0)) == Character.SURROGATE) {
                throw new IllegalArgumentException("the vocabulary's entry '" + entry + "' is not one character");
            }
        }
        int highest = vocabulary.stream()
                .mapToInt(entry -> entry.codePointAt(0))
                .max()
                .orElseThrow();
        idByCodePoint = new int[highest + 1];
        Arrays.fill(idByCodePoint, Encoding.UNKNOWN);
        for (int id = 0; id < vocabulary.size(); id++) {
            int codePoint = vocabulary.get(id).codePointAt(0);
            if (idByCodePoint[codePoint] != Encoding.UNKNOWN) {
                throw new IllegalArgumentException("the vocabulary has '" + vocabulary.get(id) + "' twice");
            }
            idByCodePoint[codePoint] = id;
        }
    }

    private CharTokenizer(CharTokenizer other, SegmentEnd segmentEnd) {
        this.vocabulary = other.vocabulary;
        this.lowercase = other.lowercase;
        this.idByCodePoint = other.idByCodePoint;
        this.segmentEnd = segmentEnd;
    }

    /** The tokenizer of all characters that the text has. */
    public static CharTokenizer train(Reader text, boolean lowercase) throws IOException {
        var seen = new BitSet(Character.MAX_CODE_POINT + 1);
        CodePoints.forEach(text, codePoint -> seen.set(fold(codePoint, lowercase)));
        return new CharTokenizer(seen.stream().mapToObj(Character::toString).toList(), lowercase);
    }

    /** The same tokenizer with the characters that it lacks, in the order of the code points after those that it has. */
    public CharTokenizer extendedBy(Collection<String> characters) {
        var lacking = characters.stream()
                .filter(character -> id(character.codePointAt(0)) == Encoding.UNKNOWN)
                .sorted(Comparator.comparingInt(character -> character.codePointAt(0)));
        var extended =
                new CharTokenizer(Stream.concat(vocabulary.stream(), lacking).toList(), lowercase);
        return endOfSegment().isPresent() ? extended.withEndOfSegment() : extended;
    }

    /** The characters in the order of their ids; the end of a segment is none of them. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    public boolean lowercase() {
        return lowercase;
    }

    @Override
    public int vocabularySize() {
        return segmentEnd.size(vocabulary.size());
    }

    @Override
    public String text(int id) {
        return endOfSegment().equals(OptionalInt.of(id)) ? "" : vocabulary.get(id);
    }

    @Override
    public OptionalInt endOfSegment() {
        return segmentEnd.id(vocabulary.size());
    }

    @Override
    public CharTokenizer withEndOfSegment() {
        return new CharTokenizer(this, SegmentEnd.TOKEN);
    }

    @Override
    public TextDecoder decoder() {
        return new WholeTokens(this::text);
    }

    @Override
    public Encoding encode(String text) {
        var unknown = new LinkedHashSet<String>();
        var ids = text.codePoints()
                .map(codePoint -> {
                    int id = id(codePoint);
                    if (id == Encoding.UNKNOWN) {
                        unknown.add(Character.toString(codePoint));
                    }
                    return id;
                })
                .toArray();
        return new Encoding(ids, List.copyOf(unknown));
    }

    @Override
    public void encode(Reader text, IntConsumer ids) throws IOException {
        CodePoints.forEach(text, codePoint -> {
            int id = id(codePoint);
            if (id == Encoding.UNKNOWN) {
                throw new UnknownCharacterException(codePoint);
            }
            ids.accept(id);
        });
    }

    private int id(int codePoint) {
        int folded = fold(codePoint, lowercase);
        return folded < idByCodePoint.length ? idByCodePoint[folded] : Encoding.UNKNOWN;
    }

    private static int fold(int codePoint, boolean lowercase) {
        return lowercase ? Character.toLowerCase(codePoint) : codePoint;
    }
}
