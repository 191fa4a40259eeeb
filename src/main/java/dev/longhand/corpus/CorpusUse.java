package dev.longhand.corpus;

import java.util.Optional;
import java.util.UUID;

/** Says whether somebody still needs a corpus; whoever reads corpora over a longer time declares a bean of this. */
@FunctionalInterface
public interface CorpusUse {
    /** Who needs it, as the subject of a sentence, or nothing. */
    Optional<String> userOf(UUID corpusId);
}
