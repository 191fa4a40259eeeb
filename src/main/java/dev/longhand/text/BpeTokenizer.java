package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * One token a piece of a word, learned by byte pair encoding (Sennrich et al. 2016) over the bytes of UTF-8 as in GPT-2 (Radford
 * et al. 2019). Every byte is a token, so no text is unknown, and every text comes back as it was.
 */
public final class BpeTokenizer implements Tokenizer {
    /** Every byte needs a token, so a vocabulary cannot be smaller. */
    public static final int MIN_VOCABULARY = 256;

    public static final int DEFAULT_VOCABULARY = 1024;

    /** Pre-tokens whose ids are remembered, and how long one may be for that: a text has few that come often. */
    private static final int REMEMBERED = 16 * 1024;

    private static final int LONGEST_REMEMBERED = 64;

    private final List<String> vocabulary;
    private final List<BpeMerge> merges;
    /** The ids of the bytes, by their symbols. */
    private final int[] symbols;

    private final Map<Long, BpeMerging.Rule> rules;
    private final SegmentEnd segmentEnd;
    private final Map<String, int[]> remembered = new ConcurrentHashMap<>();

    /**
     * @param vocabulary the tokens in the order of their ids, in the alphabet of GPT-2, all 256 bytes among them
     * @param merges     what was learned, in the order in which it was learned
     * @throws IllegalArgumentException when an entry is not written in that alphabet or stands there twice, a byte is missing,
     *                                  or a merge names or makes what is no token
     */
    public BpeTokenizer(List<String> vocabulary, List<BpeMerge> merges) {
        this.vocabulary = List.copyOf(vocabulary);
        this.merges = List.copyOf(merges);
        this.segmentEnd = SegmentEnd.NONE;
        var ids = ids(vocabulary);
        this.symbols = symbols(ids);
        this.rules = rules(merges, ids);
    }

    private BpeTokenizer(BpeTokenizer other, SegmentEnd segmentEnd) {
        this.vocabulary = other.vocabulary;
        this.merges = other.merges;
        this.symbols = other.symbols;
        this.rules = other.rules;
        this.segmentEnd = segmentEnd;
    }

    private static Map<String, Integer> ids(List<String> vocabulary) {
        var ids = HashMap.<String, Integer>newHashMap(vocabulary.size());
        for (var token : vocabulary) {
            if (token.isEmpty() || !ByteAlphabet.isWritten(token)) {
                throw new IllegalArgumentException("the vocabulary's entry '" + token + "' is not made of bytes");
            }
            if (ids.put(token, ids.size()) != null) {
                throw new IllegalArgumentException("the vocabulary has '" + token + "' twice");
            }
        }
        return ids;
    }

    private static int[] symbols(Map<String, Integer> ids) {
        var symbols = new int[ByteAlphabet.END];
        for (var symbol : ByteAlphabet.symbols()) {
            var id = ids.get(symbol);
            if (id == null) {
                throw new IllegalArgumentException("the vocabulary lacks the byte '" + symbol + "'");
            }
            symbols[symbol.charAt(0)] = id;
        }
        return symbols;
    }

    private static Map<Long, BpeMerging.Rule> rules(List<BpeMerge> merges, Map<String, Integer> ids) {
        var rules = HashMap.<Long, BpeMerging.Rule>newHashMap(merges.size());
        for (var merge : merges) {
            var left = ids.get(merge.left());
            var right = ids.get(merge.right());
            var joined = ids.get(merge.joined());
            if (left == null || right == null || joined == null) {
                throw new IllegalArgumentException("the merge of '%s' and '%s' names or makes what is no token"
                        .formatted(merge.left(), merge.right()));
            }
            if (rules.put(BpeMerging.pair(left, right), new BpeMerging.Rule(rules.size(), joined)) != null) {
                throw new IllegalArgumentException(
                        "the merge of '%s' and '%s' stands there twice".formatted(merge.left(), merge.right()));
            }
        }
        return rules;
    }

    /**
     * The tokenizer of the pieces that the text has most often.
     *
     * @param maxVocabulary how many tokens there are at most; fewer where the text has no pair twice any more
     */
    public static BpeTokenizer train(Reader text, int maxVocabulary) throws IOException {
        if (maxVocabulary < MIN_VOCABULARY) {
            throw new IllegalArgumentException("the vocabulary must have at least %d tokens".formatted(MIN_VOCABULARY));
        }
        return BpeTraining.train(text, maxVocabulary);
    }

    /** The tokens in the order of their ids, in the alphabet of GPT-2; the end of a segment is none of them. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    /** What was learned, in the order in which it was learned. */
    public List<BpeMerge> merges() {
        return merges;
    }

    @Override
    public int vocabularySize() {
        return segmentEnd.size(vocabulary.size());
    }

    @Override
    public String text(int id) {
        return new String(bytes(id), StandardCharsets.UTF_8);
    }

    private byte[] bytes(int id) {
        return endOfSegment().equals(OptionalInt.of(id)) ? new byte[0] : ByteAlphabet.bytes(vocabulary.get(id));
    }

    @Override
    public Encoding encode(String text) {
        var ids = IntStream.builder();
        try {
            encode(new StringReader(text), ids::add);
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot fail", e);
        }
        return new Encoding(ids.build().toArray(), List.of());
    }

    @Override
    public void encode(Reader text, IntConsumer ids) throws IOException {
        PreTokens.forEach(text, preToken -> {
            for (int id : encodePreToken(preToken)) {
                ids.accept(id);
            }
        });
    }

    private int[] encodePreToken(String preToken) {
        var known = remembered.get(preToken);
        if (known != null) {
            return known;
        }
        var ids = preToken.chars().map(symbol -> symbols[symbol]).toArray();
        var merged = BpeMerging.merge(rules, ids);
        if (preToken.length() <= LONGEST_REMEMBERED && remembered.size() < REMEMBERED) {
            remembered.put(preToken, merged);
        }
        return merged;
    }

    @Override
    public OptionalInt endOfSegment() {
        return segmentEnd.id(vocabulary.size());
    }

    @Override
    public BpeTokenizer withEndOfSegment() {
        return new BpeTokenizer(this, SegmentEnd.TOKEN);
    }

    @Override
    public TextDecoder decoder() {
        return new JoinedBytes(this::bytes);
    }
}
