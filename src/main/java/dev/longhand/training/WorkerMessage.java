package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker tells the service, one JSON object a line on its standard output, in the order in which it happened. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Alive.class, name = "alive"),
    @JsonSubTypes.Type(value = WorkerMessage.Started.class, name = "started"),
    @JsonSubTypes.Type(value = WorkerMessage.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = WorkerMessage.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = WorkerMessage.Sample.class, name = "sample"),
    @JsonSubTypes.Type(value = WorkerMessage.Warning.class, name = "warning"),
    @JsonSubTypes.Type(value = WorkerMessage.Checkpoint.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = WorkerMessage.RolledBack.class, name = "rolledBack"),
    @JsonSubTypes.Type(value = WorkerMessage.Suspended.class, name = "suspended"),
    @JsonSubTypes.Type(value = WorkerMessage.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed")
})
sealed interface WorkerMessage {
    /**
     * Sent every second whatever the training does; a worker whose work no longer grows hangs.
     *
     * @param work counts whatever was done: characters read, steps trained, calls evaluated
     */
    record Alive(long work) implements WorkerMessage {}

    /**
     * The text has been read and the first step comes next.
     *
     * @param step           that training goes on after; 0 at the beginning
     * @param damaged        checkpoints that could not be used, by file name, each with what was wrong
     * @param vocabularySize tokens that the network knows
     * @param addedTokens    tokens that the initial model did not know
     * @param warnings       of the spec on this machine
     */
    record Started(
            long step,
            long totalSteps,
            int vocabularySize,
            @Nullable Integer addedTokens,
            List<Damaged> damaged,
            List<String> warnings)
            implements WorkerMessage {
        /** A checkpoint that cannot be used. */
        record Damaged(String file, String problem) {}
    }

    /** How far it is, with the points that were measured since. */
    record Progress(JobProgress progress, List<MetricPoint.Values> points) implements WorkerMessage {}

    /**
     * The end of an epoch; losses in nats per token, the validation loss null where there is none.
     *
     * @param rollbacks how often training has diverged before: the same epoch may come again, with other losses
     */
    record Epoch(
            int epoch,
            long step,
            double trainLoss,
            @Nullable Double validationLoss,
            boolean best,
            int rollbacks) implements WorkerMessage {}

    /** What the network writes after an epoch. */
    record Sample(int epoch, long step, String text, int rollbacks) implements WorkerMessage {}

    /** Something that its user should know. */
    record Warning(long step, String code, String message) implements WorkerMessage {}

    /**
     * A checkpoint is on disk, durable and checked; it counts once the service has written it down.
     *
     * @param file   its name
     * @param sha256 of the whole file
     * @param anchor whether it is one of those at fixed steps that divergence falls back to
     */
    record Checkpoint(long step, String file, String sha256, long bytes, boolean anchor) implements WorkerMessage {}

    /**
     * Training diverged and goes on from an earlier checkpoint.
     *
     * @param step   where it was noticed
     * @param toStep where it goes on
     * @param factor by which every learning rate is multiplied from now on
     */
    record RolledBack(long step, long toStep, double factor, String reason) implements WorkerMessage {}

    /** The checkpoint that was asked for is written, or a warning before said that it could not be; the worker ends. */
    record Suspended(long step) implements WorkerMessage {}

    /**
     * The model lies where the order said, checked.
     *
     * @param sha256 of the whole file
     */
    record Finished(String sha256, @Nullable Verdict verdict) implements WorkerMessage {}

    /** The job cannot be done. */
    record Failed(JobFailure failure) implements WorkerMessage {}
}
