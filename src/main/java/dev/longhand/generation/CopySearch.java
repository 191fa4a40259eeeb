package dev.longhand.generation;

import dev.longhand.corpus.CorpusIndex;

/** What there is to find copies with: the text that a model was trained on, or why there is none. */
sealed interface CopySearch extends AutoCloseable {
    @Override
    void close();

    /** The text of the last training; what a model was trained on before that is not looked at. */
    record InCorpus(CorpusIndex index) implements CopySearch {
        @Override
        public void close() {
            index.close();
        }
    }

    /** @param reason a sentence for users */
    record Impossible(String reason) implements CopySearch {
        @Override
        public void close() {}
    }
}
