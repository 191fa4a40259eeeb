package dev.longhand.training;

import org.jspecify.annotations.Nullable;

/** How far a run has come, as it is written down from time to time. */
record JobProgress(
        int epoch,
        long step,
        long totalSteps,
        long tokensSeen,
        @Nullable Double tokensPerSecond,
        @Nullable Long remainingSeconds,
        JobMetrics metrics) {}
