package dev.longhand.generation;

import dev.longhand.engine.Predictor;
import dev.longhand.models.LoadedModel;

/** What computes the rows of a batch; one batch at a time. */
interface Network {
    /** Logits of a row. */
    int vocabularySize();

    /** The most rows that can be computed at once. */
    int mostRows();

    /** The smallest number of rows that has room for so many: always the same for the same room, with what was left there. */
    NetworkRows withRoomFor(int rows);

    /** Something has failed inside: what comes next must be made anew. */
    void discard();

    /** A model in memory. */
    record OfModel(LoadedModel model) implements Network {
        @Override
        public int vocabularySize() {
            return model.vocabularySize();
        }

        @Override
        public int mostRows() {
            return Predictor.MOST_ROWS;
        }

        @Override
        public NetworkRows withRoomFor(int rows) {
            return new NetworkRows.OfPredictor(model.predictor(rows));
        }

        @Override
        public void discard() {
            model.discardPredictors();
        }
    }
}
