package dev.longhand.openai;

import dev.longhand.training.Preset;
import dev.longhand.training.TrainingJobRequest;
import dev.longhand.training.TrainingJobs;
import dev.longhand.web.Invalid;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the request of a training job out of that of a fine-tuning job; its fields are those of the service's own JSON. */
@Component
class FineTuningTranslation {
    private final UploadedFiles files;
    private final PublishedModels models;
    private final TrainingJobs jobs;
    private final CoreRequests requests;
    private final JsonMapper json;

    FineTuningTranslation(
            UploadedFiles files, PublishedModels models, TrainingJobs jobs, CoreRequests requests, JsonMapper json) {
        this.files = files;
        this.models = models;
        this.jobs = jobs;
        this.requests = requests;
        this.json = json;
    }

    /**
     * What to train.
     *
     * @throws Unsupported names a field that has no meaning here
     * @throws Missing     when the file or the model does not exist
     * @throws Invalid     names every value that is not allowed
     */
    TrainingJobRequest translate(FineTuningRequest request) {
        refuse(request);
        var corpus = files.named("training_file", request.trainingFile());
        var job = json.createObjectNode();
        job.put("corpusId", corpus.id().toString());
        job.put("modelName", request.suffix());
        job.put("seed", request.seed());
        var preset = preset(request.model());
        if (preset.isPresent()) {
            job.put("preset", request.model());
        } else {
            job.put("initialModel", models.named(request.model()).id().toString());
        }
        addSettings(job, request.settings(), jobs.learningRate(preset.orElse(Preset.AUTO), corpus.characters()));
        return requests.read(job, TrainingJobRequest.class);
    }

    private static void addSettings(ObjectNode job, Hyperparameters settings, double learningRate) {
        whole("/epochs", settings.nEpochs()).ifPresent(epochs -> job.put("epochs", epochs));
        whole("/batchSize", settings.batchSize()).ifPresent(size -> job.put("batchSize", size));
        number(settings.learningRateMultiplier())
                .ifPresent(multiplier -> job.putObject("optimizer").put("learningRate", multiplier * learningRate));
    }

    private Optional<Preset> preset(String name) {
        return Arrays.stream(Preset.values())
                .filter(preset -> json.convertValue(preset, String.class).equals(name))
                .findFirst();
    }

    private static void refuse(FineTuningRequest request) {
        refuse(
                "validation_file",
                request.validationFile(),
                "is not supported: the end of the training file is held out");
        refuse("integrations", request.integrations(), "are not supported");
        refuse("metadata", request.metadata(), "is not supported: nothing would keep it");
        var method = request.method();
        if (method == null) {
            return;
        }
        refuse("method.dpo", method.dpo(), "is not supported");
        refuse("method.reinforcement", method.reinforcement(), "is not supported");
        if (method.type() != null && !method.type().equals(FineTuningMethod.SUPERVISED)) {
            throw new Unsupported("method.type", "must be " + FineTuningMethod.SUPERVISED);
        }
        if (request.hyperparameters() != null && method.supervised() != null) {
            throw new Invalid("hyperparameters", "must not be given beside method.supervised");
        }
    }

    /** Nothing, in whichever way it is written, is what every job has. */
    private static void refuse(String param, @Nullable JsonNode value, String why) {
        if (value != null && !value.isNull() && !(value.isContainer() && value.isEmpty())) {
            throw new Unsupported(param, why);
        }
    }

    private static Optional<Integer> whole(String pointer, @Nullable JsonNode value) {
        if (value == null || isAuto(value)) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new Invalid(pointer, "must be a whole number or \"auto\"");
        }
        return Optional.of(value.asInt());
    }

    private static Optional<Double> number(@Nullable JsonNode value) {
        if (value == null || isAuto(value)) {
            return Optional.empty();
        }
        if (!value.isNumber() || !(value.asDouble() > 0)) {
            throw new Invalid("/optimizer/learningRate", "must be a number above 0 or \"auto\"");
        }
        return Optional.of(value.asDouble());
    }

    private static boolean isAuto(JsonNode value) {
        return value.isNull() || (value.isString() && value.asString().equals(Hyperparameters.AUTO));
    }
}
