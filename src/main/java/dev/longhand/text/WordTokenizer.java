package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One token a word, a punctuation mark or a line break. What the vocabulary lacks reads as {@value #UNKNOWN_WORD}; spaces are
 * not kept and come back by rule.
 */
public final class WordTokenizer implements Tokenizer {
    /** Id 0. No text encodes to it by being written like this: it would be three words. */
    public static final String UNKNOWN_WORD = "<unk>";

    private static final int UNKNOWN_ID = 0;

    private final List<String> vocabulary;
    private final boolean lowercase;
    private final Map<String, Integer> ids;
    private final SegmentEnd segmentEnd;

    /**
     * @param vocabulary the words in the order of their ids, {@value #UNKNOWN_WORD} before all others
     * @param lowercase  whether words are put into lower case before they are looked up
     * @throws IllegalArgumentException when the first is another one, or an entry is empty, broken, or stands there twice
     */
    public WordTokenizer(List<String> vocabulary, boolean lowercase) {
        if (vocabulary.isEmpty() || !vocabulary.getFirst().equals(UNKNOWN_WORD)) {
            throw new IllegalArgumentException("the vocabulary does not begin with " + UNKNOWN_WORD);
        }
        this.vocabulary = List.copyOf(vocabulary);
        this.lowercase = lowercase;
        this.segmentEnd = SegmentEnd.NONE;
        this.ids = HashMap.newHashMap(vocabulary.size());
        for (var word : vocabulary) {
            if (word.isEmpty() || !CodePoints.areWhole(word)) {
                throw new IllegalArgumentException("the vocabulary's entry '" + word + "' is not a word");
            }
            if (ids.put(word, ids.size()) != null) {
                throw new IllegalArgumentException("the vocabulary has '" + word + "' twice");
            }
        }
    }

    private WordTokenizer(WordTokenizer other, SegmentEnd segmentEnd) {
        this.vocabulary = other.vocabulary;
        this.lowercase = other.lowercase;
        this.ids = other.ids;
        this.segmentEnd = segmentEnd;
    }

    /**
     * The tokenizer of the words that the text has most often; words that are equally frequent go by their code points.
     *
     * @param maxVocabulary how many tokens there are at most, the unknown one among them; null for no limit
     * @param minCount      how often a word must appear at least
     */
    public static WordTokenizer train(Reader text, boolean lowercase, @Nullable Integer maxVocabulary, int minCount)
            throws IOException {
        var counts = new HashMap<String, Long>();
        Words.forEach(text, word -> {
            if (CodePoints.areWhole(word)) {
                counts.merge(fold(word, lowercase), 1L, Long::sum);
            }
        });
        var vocabulary = new ArrayList<String>();
        vocabulary.add(UNKNOWN_WORD);
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= minCount)
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey, CodePoints::compare))
                .limit(maxVocabulary == null ? Long.MAX_VALUE : Math.max(0, maxVocabulary - 1))
                .forEach(entry -> vocabulary.add(entry.getKey()));
        return new WordTokenizer(vocabulary, lowercase);
    }

    /** The words in the order of their ids; the end of a segment is none of them. */
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
    public Encoding encode(String text) {
        var known = IntStream.builder();
        var unknown = new LinkedHashSet<String>();
        try {
            Words.forEach(new StringReader(text), word -> {
                int id = id(word);
                if (id == UNKNOWN_ID) {
                    unknown.add(word);
                }
                known.add(id);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot fail", e);
        }
        return new Encoding(known.build().toArray(), List.copyOf(unknown));
    }

    @Override
    public void encode(Reader text, IntConsumer ids) throws IOException {
        Words.forEach(text, word -> ids.accept(id(word)));
    }

    private int id(String word) {
        return ids.getOrDefault(fold(word, lowercase), UNKNOWN_ID);
    }

    private static String fold(String word, boolean lowercase) {
        return lowercase ? word.toLowerCase(Locale.ROOT) : word;
    }

    @Override
    public OptionalInt unknown() {
        return OptionalInt.of(UNKNOWN_ID);
    }

    @Override
    public OptionalInt endOfSegment() {
        return segmentEnd.id(vocabulary.size());
    }

    @Override
    public WordTokenizer withEndOfSegment() {
        return new WordTokenizer(this, SegmentEnd.TOKEN);
    }

    @Override
    public TextDecoder decoder() {
        return new SpacedWords(this::text);
    }

    @Override
    public TextDecoder decoderAfter(String text) {
        var decoder = new SpacedWords(this::text);
        try {
            Words.forEach(new StringReader(text), decoder::follow);
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot fail", e);
        }
        if (!text.isEmpty() && Words.isSpace(text.substring(text.length() - 1))) {
            decoder.followSpace();
        }
        return decoder;
    }
}
