package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import dev.longhand.engine.EngineVersions;
import dev.longhand.engine.TrainingResult;
import dev.longhand.engine.TrainingSpec;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a model is from: everything that its bits depend on, and nothing else. Two runs of one spec on one text by one build
 * have the same lineage, so no time, no id and no name of anything stands in it.
 */
@Component
class Lineage {
    private final JsonMapper json;
    private final BuildProperties build;

    Lineage(JsonMapper json, BuildProperties build) {
        this.json = json;
        this.build = build;
    }

    Map<String, Object> of(TrainingJobSpec job, Corpus corpus, TrainingSpec training) {
        var spec = json.convertValue(job, new TypeReference<TreeMap<String, Object>>() {});
        spec.remove("corpusId");
        spec.remove("modelName");
        var versions = new TreeMap<String, String>(EngineVersions.all());
        versions.put("longhand", String.valueOf(build.getVersion()));
        return Map.of(
                "corpusSha256",
                corpus.sha256(),
                "seed",
                training.seed(),
                "spec",
                spec,
                "threads",
                Math.min(training.threads(), training.batchSize()),
                "precision",
                training.precisionHere().name().toLowerCase(Locale.ROOT),
                "versions",
                versions);
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
