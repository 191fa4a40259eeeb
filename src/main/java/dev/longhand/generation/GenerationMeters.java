package dev.longhand.generation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What batches and the requests in them have done since this node started. */
@Component
class GenerationMeters {
    private final DistributionSummary fill;
    private final Counter tokens;
    private final Timer firstToken;

    GenerationMeters(MeterRegistry meters) {
        this.fill = DistributionSummary.builder("longhand.generation.batch.fill")
                .description("Of the rows that a step computed, the share that somebody wanted; one for each step")
                .register(meters);
        this.tokens = Counter.builder("longhand.generation.tokens")
                .description("Tokens that were written; those of prompts and of scored texts do not count")
                .register(meters);
        this.firstToken = Timer.builder("longhand.generation.first.token")
                .description("From the arrival of a request to its first token")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(meters);
    }

    /** A step of a batch is done. */
    void step(int rows, int computed) {
        if (computed > 0) {
            fill.record((double) rows / computed);
        }
    }

    void written(int count) {
        tokens.increment(count);
    }

    void firstToken(Duration since) {
        firstToken.record(since);
    }
}
