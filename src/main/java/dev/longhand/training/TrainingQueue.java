package dev.longhand.training;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The jobs that wait, in the database: whoever puts a job in or takes it out does so within its own transaction. */
@Component
class TrainingQueue {
    private final Scheduler scheduler;
    private final Clock clock;

    TrainingQueue(Scheduler scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    void put(TrainingJob job) {
        scheduler.scheduleIfNotExists(place(job), clock.instant());
        // nobody sees it before the commit
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    /** Where it has begun already, the one who works on it finds out. */
    void takeOut(TrainingJob job) {
        try {
            scheduler.cancel(place(job));
        } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException | ExecutionException e) {
            // done, begun, or being begun at this moment
        }
    }

    private static TaskInstance<Void> place(TrainingJob job) {
        return new TaskInstance.Builder<Void>(TrainingJobTask.NAME, TrainingJobTask.instance(job.id(), job.place()))
                .priority(job.priority())
                .build();
    }
}
