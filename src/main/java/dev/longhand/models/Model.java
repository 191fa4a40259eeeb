package dev.longhand.models;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One trained model, as the API describes it.
 *
 * @param aliases    names that point to this version
 * @param jobId      the training job that made it; null for an imported one
 * @param sha256     of the artifact, as {@code sha256sum} gives it
 * @param bytes      of the artifact
 * @param parameters numbers that were learned
 * @param metrics    as in the artifact
 * @param lineage    as in the artifact
 * @param loaded     whether it is in memory now, ready to write
 * @param loadedBytes memory that it takes there: weights, copies packed for the processor, and what its batches work on; 0 when
 *                   it is not loaded
 */
public record Model(
        UUID id,
        String name,
        int version,
        List<String> aliases,
        @Nullable UUID jobId,
        String sha256,
        long bytes,
        long parameters,
        NetworkDescription network,
        TokenizerSummary tokenizer,
        String segmentation,
        Map<String, Object> metrics,
        Map<String, Object> lineage,
        Instant createdAt,
        boolean loaded,
        long loadedBytes) {

    /** The tokenizer without its vocabulary, which stands in the artifact. */
    public record TokenizerSummary(String type, int vocabularySize) {}
}
