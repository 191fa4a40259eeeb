package dev.longhand.training;

import org.jspecify.annotations.Nullable;

/** Finds out from what a worker tells how much it has done since it told the last time. */
final class RunMeter {
    private final TrainingMeters meters;
    private long firstStep;
    private @Nullable JobProgress last;

    RunMeter(TrainingMeters meters) {
        this.meters = meters;
    }

    /**
     * Done between two messages.
     *
     * @param seconds      at the speed that the worker measured
     * @param clippedSteps those of them whose gradient was cut
     */
    record Work(long steps, double tokens, double seconds, double clippedSteps) {}

    void onMessage(WorkerMessage message) {
        switch (message) {
            case WorkerMessage.Started started -> begin(started.step());
            case WorkerMessage.Progress progress -> go(progress.progress());
            case WorkerMessage.RolledBack rolledBack -> {
                meters.addDivergence();
                begin(rolledBack.toStep());
            }
            case WorkerMessage.Failed failed -> {
                if (failed.failure().code().equals(JobFailure.DIVERGED)) {
                    meters.addDivergence();
                }
            }
            case WorkerMessage.Alive _,
                    WorkerMessage.Epoch _,
                    WorkerMessage.Sample _,
                    WorkerMessage.Warning _,
                    WorkerMessage.Checkpoint _,
                    WorkerMessage.Suspended _,
                    WorkerMessage.Finished _ -> {}
        }
    }

    private void begin(long step) {
        firstStep = step;
        last = null;
    }

    private void go(JobProgress now) {
        var before = last;
        long steps = now.step() - (before == null ? firstStep : before.step());
        if (steps <= 0) {
            return; // told again
        }
        // what was done by earlier attempts is no work of this one
        double tokens = before == null
                ? (double) now.tokensSeen() * steps / now.step()
                : Math.max(0, now.tokensSeen() - before.tokensSeen());
        var speed = now.tokensPerSecond();
        if (speed == null || speed <= 0) {
            return; // not measured yet: the next message covers this one
        }
        meters.add(new Work(steps, tokens, tokens / speed, clipped(now, before, steps)));
        last = now;
    }

    /** The share is one of all steps so far. */
    private static double clipped(JobProgress now, @Nullable JobProgress before, long steps) {
        double share = share(now);
        return before == null
                ? share * steps
                : Math.clamp(share * now.step() - share(before) * before.step(), 0, steps);
    }

    private static double share(JobProgress progress) {
        var share = progress.metrics().clippedShare();
        return share == null ? 0 : share;
    }
}
