package dev.longhand.engine;

import dev.longhand.engine.array.Floats;
import dev.longhand.engine.layer.Parameter;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/**
 * Carries what a network has learned over to one with another vocabulary: every token that both know keeps its row of the
 * embedding, its row of the decoder and its bias; all that is not of a token is copied.
 */
final class VocabularyChange {
    private static final Set<String> BY_TOKEN = Set.of("embedding.weight", "decoder.weight", "decoder.bias");

    private final Weights from;
    private final int[] oldIdOfNew;

    /**
     * @throws IllegalArgumentException when an old id is none of the network's
     */
    VocabularyChange(Weights from, int[] oldIdOfNew) {
        this.from = from;
        this.oldIdOfNew = oldIdOfNew;
        for (int old : oldIdOfNew) {
            if (old < Weights.FRESH || old >= from.spec().vocabularySize()) {
                throw new IllegalArgumentException(
                        "There is no token " + old + " among the " + from.spec().vocabularySize() + " of the network");
            }
        }
    }

    /**
     * @param fresh of the new vocabulary, whose fresh tokens stay as they are
     */
    void writeTo(Weights fresh) {
        var olds = from.spec().layout().parameters();
        var news = fresh.spec().layout().parameters();
        for (int i = 0; i < olds.size(); i++) {
            if (BY_TOKEN.contains(olds.get(i).name())) {
                copyTokens(olds.get(i), fresh.flat(), news.get(i));
            } else {
                copy(
                        olds.get(i).offset(),
                        fresh.flat(),
                        news.get(i).offset(),
                        olds.get(i).length());
            }
        }
    }

    private void copyTokens(Parameter old, Floats to, Parameter fresh) {
        long width = fresh.length() / oldIdOfNew.length;
        for (int id = 0; id < oldIdOfNew.length; id++) {
            if (oldIdOfNew[id] != Weights.FRESH) {
                copy(old.offset() + oldIdOfNew[id] * width, to, fresh.offset() + id * width, width);
            }
        }
    }

    private void copy(long at, Floats to, long toAt, long length) {
        MemorySegment.copy(
                from.flat().memory(), Float.BYTES * at, to.memory(), Float.BYTES * toAt, Float.BYTES * length);
    }
}
