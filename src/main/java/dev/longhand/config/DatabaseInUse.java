package dev.longhand.config;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words that the embedded database belongs to one service, when a second one is started on it. */
class DatabaseInUse extends AbstractFailureAnalyzer<SQLException> {
    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        return cause.getErrorCode() != ALREADY_OPEN
                ? null
                : new FailureAnalysis(
                        "Another Longhand is running on this H2 database. An embedded database serves one node only.",
                        "Stop the other one, give this one a directory of its own, or let both use one PostgreSQL"
                                + " through SPRING_DATASOURCE_URL.",
                        failure);
    }
}
