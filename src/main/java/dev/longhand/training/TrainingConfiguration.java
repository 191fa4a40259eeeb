package dev.longhand.training;

import dev.longhand.corpus.CorpusUse;
import dev.longhand.models.ModelUse;
import dev.longhand.web.LimitSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells the others: which corpora and models its jobs need, its limits, and how its queue is. */
@Configuration
class TrainingConfiguration {
    /** Asked for late: jobs know corpora, so corpora cannot be made after jobs. */
    @Bean
    CorpusUse corpusUseByJobs(ObjectProvider<TrainingJobs> jobs) {
        return corpusId -> jobs.getObject().userOf(corpusId);
    }

    @Bean
    ModelUse modelUseByJobs(ObjectProvider<TrainingJobs> jobs) {
        return modelId -> jobs.getObject().userOfModel(modelId);
    }

    @Bean
    LimitSource trainingLimits(TrainingProperties properties, EventStreamProperties events) {
        return () -> Map.of(
                "longhand.training.parallel-jobs",
                properties.parallelJobs(),
                "longhand.training.max-queued",
                properties.maxQueued(),
                "longhand.training.max-memory",
                properties.memoryOfAJob(),
                "longhand.training.events.max-streams",
                events.maxStreams());
    }

    /** Of all nodes that share the database: each of them says the same. */
    @Bean
    MeterBinder queueMeters(JobCensus census) {
        return registry -> {
            for (var status : JobStatus.values()) {
                Gauge.builder("longhand.training.jobs", census, jobs -> jobs.jobs(status))
                        .tag("status", status.lowerCase())
                        .description("Training jobs in this state, over all nodes")
                        .register(registry);
            }
            Gauge.builder("longhand.training.queue.age", census, JobCensus::queueAge)
                    .baseUnit("seconds")
                    .description("How long the oldest job that waits has been there, over all nodes")
                    .register(registry);
        };
    }
}
