package dev.longhand.openai;

import dev.longhand.training.JobEventResponse;
import dev.longhand.training.JobEventType;
import dev.longhand.training.TrainingJobs;
import dev.longhand.web.Invalid;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened to training jobs, told as OpenAI's clients expect it. */
@Component
class FineTuningEvents {
    private static final String PREFIX = "ftevent-";

    private final TrainingJobs jobs;
    private final JsonMapper json;

    FineTuningEvents(TrainingJobs jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** @param after the id of an event of this job; null for the first page */
    ObjectList<FineTuningEvent> list(UUID job, @Nullable String after, int limit) {
        var page = jobs.events(job, after == null ? Long.MAX_VALUE : number(job, after), limit);
        return ObjectList.of(
                page.items().stream().map(event -> translate(job, event)).toList(),
                page.next() != null,
                FineTuningEvent::id);
    }

    private static String id(UUID job, long number) {
        return PREFIX + job + "-" + number;
    }

    private static long number(UUID job, String after) {
        var begin = PREFIX + job + "-";
        if (!after.startsWith(begin) || !after.substring(begin.length()).matches("[0-9]{1,18}")) {
            throw new Invalid("after", "must be the id of an event of this job");
        }
        return Long.parseLong(after.substring(begin.length()));
    }

    private FineTuningEvent translate(UUID job, JobEventResponse event) {
        var data = event.data();
        boolean metrics = event.type() == JobEventType.EPOCH;
        return new FineTuningEvent(
                id(job, event.number()),
                FineTuningEvent.OBJECT,
                event.createdAt().getEpochSecond(),
                level(event),
                message(event.type(), data),
                metrics ? "metrics" : "message",
                metrics ? metrics(data) : data);
    }

    private static String level(JobEventResponse event) {
        if (event.type() == JobEventType.WARNING) {
            return "warn";
        }
        return event.data().path("error").isObject() ? "error" : "info";
    }

    private static String message(JobEventType type, JsonNode data) {
        return switch (type) {
            case STATUS -> status(data);
            case EPOCH -> epoch(data);
            case SAMPLE ->
                "After epoch %d it writes: %s"
                        .formatted(data.get("epoch").asInt(), data.get("text").asString());
            case CHECKPOINT -> "Step %d is kept".formatted(data.get("step").asLong());
            case WARNING -> data.path("message").asString("");
            case VERDICT -> data.path("reason").asString("");
        };
    }

    private static String status(JsonNode data) {
        if (data.path("error").isObject()) {
            return "The job failed: " + data.at("/error/message").asString("");
        }
        if (data.path("totalSteps").isNumber()) {
            return "Training goes on from step %d of %d"
                    .formatted(
                            data.path("step").asLong(), data.get("totalSteps").asLong());
        }
        return "The job is " + data.path("status").asString("");
    }

    private static String epoch(JsonNode data) {
        var validation = data.path("validationLoss");
        return String.format(
                Locale.ROOT,
                "Epoch %d, step %d: training loss %.4f%s",
                data.get("epoch").asInt(),
                data.get("step").asLong(),
                data.get("trainLoss").asDouble(),
                validation.isNumber()
                        ? String.format(Locale.ROOT, ", validation loss %.4f", validation.asDouble())
                        : "");
    }

    private JsonNode metrics(JsonNode data) {
        var metrics = json.createObjectNode();
        metrics.set("step", data.get("step"));
        metrics.set("epoch", data.get("epoch"));
        metrics.set("train_loss", data.get("trainLoss"));
        if (data.path("validationLoss").isNumber()) {
            metrics.set("valid_loss", data.get("validationLoss"));
        }
        return metrics;
    }
}
