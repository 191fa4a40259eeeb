package dev.longhand.training;

import dev.longhand.web.ProblemException;
import dev.longhand.web.ProblemType;
import java.util.Map;

/** The job would need more memory than a job may have here. */
final class OverBudget extends ProblemException {
    private final long needs;
    private final long has;

    OverBudget(long needs, long has) {
        super(
                ProblemType.OVER_BUDGET,
                "The job needs about %,d bytes of memory; a job may have %,d (longhand.training.max-memory)."
                        .formatted(needs, has));
        this.needs = needs;
        this.has = has;
    }

    @Override
    protected Map<String, Object> members() {
        return Map.of("needs", needs, "has", has);
    }
}
