package dev.longhand.training;

import dev.longhand.corpus.CorpusUse;
import dev.longhand.models.ModelUse;
import dev.longhand.web.LimitSource;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this package tells the others: which corpora and models its jobs need, and its limits. */
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
}
