package dev.longhand.training;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.ScheduleSpec;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How the learning rate changes over the steps.
 *
 * @param type        which curve
 * @param warmupSteps steps over which it rises from nothing before the schedule begins
 * @param every       of step and exponential: steps after which the learning rate has been multiplied by the factor
 * @param factor      of step, exponential and plateau: what is left of the learning rate
 * @param finalFactor of cosine: what is left of the learning rate at the end
 * @param rise        of oneCycle: share of the steps that go up
 * @param patience    of plateau: epochs without a better validation loss that are waited
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScheduleSettings(
        Type type,
        @Min(0) @Max(1_000_000_000) Long warmupSteps,
        @Min(1) @Max(1_000_000_000) @Nullable Long every,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable
        Double factor,

        @DecimalMin("0") @DecimalMax("1") @Nullable Double finalFactor,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) @Nullable
        Double rise,

        @Min(0) @Max(10_000) @Nullable Integer patience) {
    enum Type implements Choice {
        @JsonProperty("constant")
        CONSTANT("""
            {"warmupSteps": 0}\
            """),
        @JsonProperty("step")
        STEP("""
            {"warmupSteps": 0, "every": 1000, "factor": 0.5}\
            """),
        @JsonProperty("exponential")
        EXPONENTIAL("""
            {"warmupSteps": 0, "every": 1000, "factor": 0.7}\
            """),
        @JsonProperty("cosine")
        COSINE("""
            {"warmupSteps": 0, "finalFactor": 0.1}\
            """),
        @JsonProperty("oneCycle")
        ONE_CYCLE("""
            {"warmupSteps": 0, "rise": 0.3}\
            """),
        /** Its patience ends one epoch before that of early stopping, so that the smaller learning rate is tried. */
        @JsonProperty("plateau")
        PLATEAU("""
            {"warmupSteps": 0, "factor": 0.5, "patience": 1}\
            """);

        private final String parameters;

        Type(String parameters) {
            this.parameters = parameters;
        }

        @Override
        public String parameters() {
            return parameters;
        }
    }

    ScheduleSpec toSpec() {
        return switch (type) {
            case CONSTANT -> new ScheduleSpec.Constant(warmupSteps);
            case STEP -> new ScheduleSpec.Step(warmupSteps, requireNonNull(every), requireNonNull(factor));
            case EXPONENTIAL ->
                new ScheduleSpec.Exponential(warmupSteps, requireNonNull(every), requireNonNull(factor));
            case COSINE -> new ScheduleSpec.Cosine(warmupSteps, requireNonNull(finalFactor));
            case ONE_CYCLE -> new ScheduleSpec.OneCycle(warmupSteps, requireNonNull(rise));
            case PLATEAU -> new ScheduleSpec.Plateau(warmupSteps, requireNonNull(factor), requireNonNull(patience));
        };
    }
}
