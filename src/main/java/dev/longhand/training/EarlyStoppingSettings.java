package dev.longhand.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * When training ends before its last epoch.
 *
 * @param patience epochs without a better validation loss
 */
record EarlyStoppingSettings(@Min(1) @Max(10_000) Integer patience) {}
