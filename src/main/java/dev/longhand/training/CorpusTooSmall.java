package dev.longhand.training;

import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;
import java.util.Map;

/** The corpus does not fill one batch of the job that was asked for. */
final class CorpusTooSmall extends ProblemException {
    private final long characters;
    private final long minimum;

    CorpusTooSmall(long characters, long minimum) {
        super(
                ProblemType.CORPUS_TOO_SMALL,
                ("The corpus has %,d characters; this spec needs at least %,d. A smaller batchSize or sequenceLength"
                                + " needs less.")
                        .formatted(characters, minimum));
        this.characters = characters;
        this.minimum = minimum;
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("characters", characters, "minimum", minimum);
    }
}
