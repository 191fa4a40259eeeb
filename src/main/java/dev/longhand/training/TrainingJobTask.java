package dev.longhand.training;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A training job as the scheduler sees it: a task that is done once, or again when whoever did it has died. */
@Configuration
class TrainingJobTask {
    static final String NAME = "training-job";

    /** After a crash, so that a job that kills its worker at once does not keep the node busy with starting it. */
    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofSeconds(1);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** What becomes of the task. */
    enum End {
        DONE,
        /** The job goes back into the queue, to the place that it had. */
        AGAIN,
        /** The job goes back into the queue and lets others pass. */
        LATER
    }

    /** The name of a job's place in the queue. */
    static String instance(UUID jobId, long place) {
        return jobId + "/" + place;
    }

    @Bean
    Task<Void> trainingJob(TrainingSupervision supervision) {
        return Tasks.custom(NAME, Void.class)
                .onDeadExecutionRevive()
                .onFailure(TrainingJobTask::retry)
                .execute((instance, context) -> {
                    var place = instance.getId().split("/", 2);
                    var end = supervision.train(UUID.fromString(place[0]), Long.parseLong(place[1]));
                    return switch (end) {
                        case DONE -> new CompletionHandler.OnCompleteRemove<>();
                        case AGAIN ->
                            (complete, operations) ->
                                    operations.reschedule(complete, complete.getExecution().executionTime);
                        case LATER ->
                            (complete, operations) -> operations.reschedule(
                                    complete, complete.getTimeDone().plus(BEFORE_NEXT_ATTEMPT));
                    };
                });
    }

    /** The database could not be written, most likely; the job's row says what is to be done. */
    private static void retry(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        operations.reschedule(complete, complete.getTimeDone().plus(AFTER_FAILURE));
    }
}
