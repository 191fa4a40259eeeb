package dev.longhand.training;

import dev.longhand.engine.Weights;
import dev.longhand.models.ArtifactFile;
import dev.longhand.text.CharTokenizer;
import dev.longhand.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A published model that a training goes on from, with a tokenizer that knows the new text, too.
 *
 * @param addedTokens tokens that the model did not know
 * @param sha256      of its artifact
 */
record InitialModel(Tokenizer tokenizer, Weights weights, int addedTokens, String sha256) {
    /**
     * Reads a model and lets it know the characters of a text. Words that it lacks stay unknown, and pieces of words lack
     * nothing.
     *
     * @throws IllegalArgumentException when its text was cut otherwise than the job's is
     */
    static InitialModel read(Path artifact, TrainingText.Source text, TrainingJobSpec spec) throws IOException {
        var file = ArtifactFile.head(artifact);
        var model = file.description();
        if (!model.segmentation().equals(spec.segmentation().toText().key())) {
            throw new IllegalArgumentException("The initial model has the segmentation " + model.segmentation());
        }
        var tokenizer = extended(model.tokenizer(), text);
        var oldIds = oldIds(model.tokenizer(), tokenizer);
        var weights = file.weights().withVocabulary(oldIds, spec.initialization().toSpec(), spec.seed());
        int added = tokenizer.vocabularySize() - model.tokenizer().vocabularySize();
        return new InitialModel(tokenizer, weights, added, file.sha256());
    }

    private static Tokenizer extended(Tokenizer known, TrainingText.Source text) throws IOException {
        if (!(known instanceof CharTokenizer chars)) {
            return known;
        }
        try (var reader = text.open()) {
            return chars.extendedBy(
                    CharTokenizer.train(reader, chars.lowercase()).vocabulary());
        }
    }

    /** Old ids by new id. New tokens come after the old ones, but for the end of a segment, which is always the last. */
    private static int[] oldIds(Tokenizer known, Tokenizer extended) {
        var oldIds = new int[extended.vocabularySize()];
        Arrays.setAll(oldIds, id -> id < known.vocabularySize() ? id : Weights.FRESH);
        known.endOfSegment().ifPresent(end -> {
            int newEnd = extended.endOfSegment().orElseThrow();
            if (newEnd != end) {
                oldIds[end] = Weights.FRESH;
                oldIds[newEnd] = end;
            }
        });
        return oldIds;
    }
}
