package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on a job, until somebody else claims it.
 *
 * @param tenant      whose job it is, and whose model it makes
 * @param fence       goes up with every claim and stands in everything that its holder writes
 * @param text        the corpus's file
 * @param initialModel artifact to begin with; null to begin anew
 * @param threads     that the job was begun with
 * @param checkpoints files to go on from, newest first
 */
record Claim(
        UUID jobId,
        String tenant,
        long fence,
        int attempt,
        TrainingJobSpec spec,
        int threads,
        Corpus corpus,
        Path text,
        @Nullable Path initialModel,
        List<String> checkpoints) {}
