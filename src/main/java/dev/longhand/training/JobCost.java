package dev.longhand.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job would cost, as a dry run answers it.
 *
 * @param spec            what would be done, with every default; sent again, it does the same
 * @param parameters      numbers that would be learned
 * @param memoryBytes     what its process would have resident at most
 * @param stepsPerEpoch   updates of one pass over the training split
 * @param secondsPerEpoch of training and validation on this machine; null when it could not be measured
 * @param warnings        what will probably disappoint, and how sure these figures are
 */
record JobCost(
        TrainingJobSpec spec,
        long parameters,
        long memoryBytes,
        long stepsPerEpoch,
        @Nullable Double secondsPerEpoch,
        List<String> warnings) {}
