package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process is told, as JSON in a file: everything that it needs, so that it asks nobody.
 *
 * @param jobId            whose work it is
 * @param fence            number of this claim; it stands in the name of every checkpoint
 * @param threads          that share the work; chosen when the job began, because the bits depend on it
 * @param corpus           the text's report
 * @param text             the file of the text
 * @param initialModel     artifact to go on from; null to begin anew
 * @param checkpoints      directory where checkpoints become visible
 * @param staging          directory beside it, where they are written first
 * @param resumeFrom       checkpoints to go on from, best first; the next one serves where one is damaged
 * @param artifact         where to write the model
 * @param build            version of this build
 * @param progressInterval how often to report
 */
record WorkerOrder(
        UUID jobId,
        long fence,
        TrainingJobSpec spec,
        int threads,
        Corpus corpus,
        Path text,
        @Nullable Path initialModel,
        Path checkpoints,
        Path staging,
        List<Path> resumeFrom,
        Path artifact,
        String build,
        Duration progressInterval) {}
