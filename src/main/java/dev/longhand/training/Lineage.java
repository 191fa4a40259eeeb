package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import dev.longhand.engine.EngineVersions;
import dev.longhand.engine.TrainingResult;
import dev.longhand.engine.TrainingSpec;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Where a model is from: everything that its bits depend on, and nothing else. Two runs of one spec on one text by one build
 * have the same lineage, so no time, no id and no name of anything stands in it.
 */
final class Lineage {
    private Lineage() {}

    /**
     * Everything that the bits of a model depend on.
     *
     * @param build              version of this build
     * @param initialModelSha256 of the artifact that training went on from; null where it began anew
     */
    static Map<String, Object> of(
            TrainingJobSpec job,
            Corpus corpus,
            TrainingSpec training,
            String build,
            @Nullable String initialModelSha256) {
        var lineage = new TreeMap<String, Object>();
        lineage.put("corpusSha256", corpus.sha256());
        lineage.put("seed", training.seed());
        lineage.put("spec", spec(job));
        lineage.put("threads", Math.min(training.threads(), training.batchSize()));
        lineage.put("precision", training.precisionHere().name().toLowerCase(Locale.ROOT));
        lineage.put("versions", versions(build));
        if (initialModelSha256 != null) {
            lineage.put("initialModelSha256", initialModelSha256);
        }
        return lineage;
    }

    /** Without what it is called, and without references whose meaning may change. */
    private static Map<String, Object> spec(TrainingJobSpec job) {
        var spec = WorkerJson.MAPPER.convertValue(job, new TypeReference<TreeMap<String, Object>>() {});
        spec.remove("corpusId");
        spec.remove("modelName");
        spec.remove("initialModel");
        return spec;
    }

    private static Map<String, String> versions(String build) {
        var versions = new TreeMap<String, String>(EngineVersions.all());
        versions.put("longhand", build);
        return versions;
    }

    /**
     * How good the published weights are.
     *
     * @param tokensPerCharacter turns nats per token into bits per code point
     */
    static Map<String, Object> metrics(TrainingResult result, double tokensPerCharacter) {
        var metrics = new TreeMap<String, Object>();
        metrics.put("epoch", result.epoch());
        metrics.put("steps", result.steps());
        metrics.put("trainLoss", result.trainLoss());
        if (!Double.isNaN(result.validationLoss())) {
            metrics.put("validationLoss", result.validationLoss());
            metrics.put("perplexity", Math.exp(result.validationLoss()));
            metrics.put("bitsPerCharacter", result.validationLoss() / Math.log(2) * tokensPerCharacter);
        }
        return metrics;
    }
}
