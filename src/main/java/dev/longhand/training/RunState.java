package dev.longhand.training;

import dev.longhand.engine.BadCheckpoint;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;

/**
 * What a checkpoint holds besides the training itself: whoever goes on from it tells the same as an undisturbed run would.
 *
 * @param jobId         whose checkpoint it is
 * @param curve         the epochs so far
 * @param trainedMillis time spent on steps and evaluation, in all attempts
 * @param rollbacks     how often the training has diverged
 */
record RunState(
        UUID jobId,
        JobMeter.State meter,
        TrainingWarnings.State warnings,
        List<TrainingCurves.Epoch> curve,
        long trainedMillis,
        int rollbacks) {
    private static final String KEY = "longhand.run";

    static RunState begin(UUID jobId) {
        return new RunState(jobId, JobMeter.State.START, TrainingWarnings.State.START, List.of(), 0, 0);
    }

    /** The same past, after one more divergence. */
    RunState afterDivergence(RunState diverged) {
        return new RunState(jobId, meter, warnings, curve, diverged.trainedMillis, diverged.rollbacks + 1);
    }

    /** By which every learning rate is multiplied. */
    double learningRateFactor() {
        return Math.scalb(1.0, -rollbacks);
    }

    Map<String, String> metadata() {
        return Map.of(KEY, WorkerJson.MAPPER.writeValueAsString(this));
    }

    /**
     * Reads it back.
     *
     * @throws BadCheckpoint when there is none, or it is of another job
     */
    static RunState of(Map<String, String> metadata, UUID jobId) {
        var state = read(metadata);
        if (!state.jobId.equals(jobId)) {
            throw new BadCheckpoint("The checkpoint is of another job, " + state.jobId + ".");
        }
        return state;
    }

    private static RunState read(Map<String, String> metadata) {
        var json = metadata.get(KEY);
        if (json == null) {
            throw new BadCheckpoint("The checkpoint does not say '" + KEY + "'.");
        }
        try {
            return WorkerJson.MAPPER.readValue(json, RunState.class);
        } catch (JacksonException e) {
            throw new BadCheckpoint("The checkpoint's '" + KEY + "' is of another build.");
        }
    }
}
