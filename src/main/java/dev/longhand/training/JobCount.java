package dev.longhand.training;

import java.time.Instant;

/**
 * The jobs in one state.
 *
 * @param oldest when the oldest of them was submitted
 */
record JobCount(JobStatus status, long jobs, Instant oldest) {}
