package dev.longhand.text;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns merges (Sennrich et al. 2016): the pair of neighbours that is most frequent becomes one token, again and again. Pairs
 * that are equally frequent go by the ids of their tokens. The counts are kept up to date at the words that a merge changes,
 * so that a merge costs what it changes and not the whole text.
 */
final class BpeTraining {
    /** A pair that appears once says nothing about any other text. */
    private static final int MIN_COUNT = 2;

    /** A pre-token that appears in the text, as tokens, and how often. */
    private static final class Word {
        private final long count;
        private int[] ids;

        Word(int[] ids, long count) {
            this.ids = ids;
            this.count = count;
        }
    }

    /** How often a pair appears, and the words that had it at some time. */
    private static final class Pair {
        private final List<Word> words = new ArrayList<>();
        private long count;

        void add(Word word) {
            count += word.count;
            // a word that has the pair twice is told of twice in a row
            if (words.isEmpty() || words.getLast() != word) {
                words.add(word);
            }
        }
    }

    private record Candidate(long count, long pair) {
        static final Comparator<Candidate> MOST_FREQUENT_FIRST =
                Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair);
    }

    private final List<String> vocabulary = new ArrayList<>(ByteAlphabet.symbols());
    private final List<BpeMerge> merges = new ArrayList<>();
    private final Set<BpeMerge> learned = new HashSet<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<Long, Pair> pairs = new HashMap<>();
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(Candidate.MOST_FREQUENT_FIRST);
    /** Those that a merge made, until they are candidates. */
    private final Set<Long> changed = new HashSet<>();

    private BpeTraining() {
        vocabulary.forEach(symbol -> ids.put(symbol, ids.size()));
    }

    static BpeTokenizer train(Reader text, int maxVocabulary) throws IOException {
        var counts = new HashMap<String, Long>();
        PreTokens.forEach(text, preToken -> counts.merge(preToken, 1L, Long::sum));
        var training = new BpeTraining();
        counts.forEach(training::count);
        training.offerChanged();
        training.learn(maxVocabulary);
        return new BpeTokenizer(training.vocabulary, training.merges);
    }

    private void count(String preToken, long count) {
        var word = new Word(
                preToken.chars()
                        .map(c -> ids.getOrDefault(Character.toString(c), 0))
                        .toArray(),
                count);
        for (int i = 0; i + 1 < word.ids.length; i++) {
            add(word, word.ids[i], word.ids[i + 1]);
        }
    }

    private void add(Word word, int left, int right) {
        long pair = BpeMerging.pair(left, right);
        pairs.computeIfAbsent(pair, p -> new Pair()).add(word);
        changed.add(pair);
    }

    private void remove(Word word, int left, int right) {
        var pair = pairs.get(BpeMerging.pair(left, right));
        if (pair != null) {
            pair.count -= word.count;
        }
    }

    private void offerChanged() {
        changed.forEach(key -> {
            var pair = pairs.get(key);
            if (pair != null && pair.count >= MIN_COUNT) {
                candidates.add(new Candidate(pair.count, key));
            }
        });
        changed.clear();
    }

    private void learn(int maxVocabulary) {
        for (var best = candidates.poll();
                best != null && vocabulary.size() < maxVocabulary;
                best = candidates.poll()) {
            var pair = pairs.get(best.pair());
            if (pair == null) {
                continue;
            }
            if (pair.count == best.count()) {
                pairs.remove(best.pair());
                merge((int) (best.pair() >> Integer.SIZE), (int) best.pair(), pair.words);
            } else if (pair.count >= MIN_COUNT) {
                // merges took some of it away since it was put there
                candidates.add(new Candidate(pair.count, best.pair()));
            }
        }
    }

    private void merge(int left, int right, List<Word> words) {
        var merge = new BpeMerge(vocabulary.get(left), vocabulary.get(right));
        // a pair comes back when another one gives a text that was a token before
        if (learned.add(merge)) {
            merges.add(merge);
        }
        // another pair may have given the same text already: then it is the same token
        int joined = ids.computeIfAbsent(merge.joined(), text -> {
            vocabulary.add(text);
            return vocabulary.size() - 1;
        });
        words.forEach(word -> merge(word, left, right, joined));
        pairs.remove(BpeMerging.pair(left, right));
        offerChanged();
    }

    private void merge(Word word, int left, int right, int joined) {
        var old = word.ids;
        var merged = new int[old.length];
        int length = 0;
        int i = 0;
        while (i < old.length) {
            if (i + 1 == old.length || old[i] != left || old[i + 1] != right) {
                merged[length++] = old[i++];
                continue;
            }
            if (length > 0) {
                remove(word, merged[length - 1], left);
                add(word, merged[length - 1], joined);
            }
            if (i + 2 < old.length) {
                remove(word, right, old[i + 2]);
                add(word, joined, old[i + 2]);
            }
            merged[length++] = joined;
            i += 2;
        }
        word.ids = Arrays.copyOf(merged, length);
    }
}
