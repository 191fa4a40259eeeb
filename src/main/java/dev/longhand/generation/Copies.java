package dev.longhand.generation;

import dev.longhand.corpus.CorpusIndexes;
import dev.longhand.corpus.NoIndex;
import dev.longhand.models.Models;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the text that a model was trained on. */
@Component
class Copies {
    /** Where training writes it in the lineage of a model. */
    private static final String CORPUS = "corpusSha256";

    private final Models models;
    private final CorpusIndexes indexes;

    Copies(Models models, CorpusIndexes indexes) {
        this.models = models;
        this.indexes = indexes;
    }

    /** The caller closes it. The first time for a corpus this waits until its index is built. */
    CopySearch of(UUID modelId) {
        var sha256 = models.get(modelId.toString()).lineage().get(CORPUS);
        if (!(sha256 instanceof String known)) {
            return new CopySearch.Impossible("The model does not say which text it was trained on.");
        }
        try {
            return new CopySearch.InCorpus(indexes.open(known));
        } catch (NoIndex e) {
            return new CopySearch.Impossible(String.valueOf(e.getMessage()));
        }
    }
}
