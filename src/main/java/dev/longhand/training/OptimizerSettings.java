package dev.longhand.training;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.longhand.engine.OptimizerSpec;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/**
 * How a gradient becomes a step.
 *
 * @param type         which rule
 * @param learningRate size of a step, before the schedule
 * @param momentum     of sgd: share of the step before that is taken again
 * @param decay        of rmsprop: share of the running mean square that stays at each step
 * @param beta1        of adam and adamw: the same for the mean
 * @param beta2        of adam and adamw: the same for the mean square
 * @param epsilon      of rmsprop, adam and adamw: keeps from dividing by zero
 * @param weightDecay  L2 penalty; of adamw: share that is taken from every weight, times the learning rate
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OptimizerSettings(
        Type type,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1000")
        Double learningRate,

        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable
        Double momentum,

        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable
        Double decay,

        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable
        Double beta1,

        @DecimalMin("0") @DecimalMax(value = "1", inclusive = false) @Nullable
        Double beta2,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable
        Double epsilon,

        @DecimalMin("0") @DecimalMax("1") Double weightDecay) {
    enum Type implements Choice {
        @JsonProperty("sgd")
        SGD("""
            {"learningRate": 0.2, "momentum": 0.9, "weightDecay": 0.0}\
            """),
        @JsonProperty("rmsprop")
        RMSPROP("""
            {"learningRate": 0.002, "decay": 0.95, "epsilon": 1e-8, "weightDecay": 0.0}\
            """),
        @JsonProperty("adam")
        ADAM("""
            {"learningRate": 0.002, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.0}\
            """),
        @JsonProperty("adamw")
        ADAMW("""
            {"learningRate": 0.002, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.01}\
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

    OptimizerSpec toSpec() {
        return switch (type) {
            case SGD -> new OptimizerSpec.Sgd(learningRate, requireNonNull(momentum), weightDecay);
            case RMSPROP ->
                new OptimizerSpec.RmsProp(learningRate, requireNonNull(decay), requireNonNull(epsilon), weightDecay);
            case ADAM ->
                new OptimizerSpec.Adam(
                        learningRate,
                        requireNonNull(beta1),
                        requireNonNull(beta2),
                        requireNonNull(epsilon),
                        weightDecay);
            case ADAMW ->
                new OptimizerSpec.AdamW(
                        learningRate,
                        requireNonNull(beta1),
                        requireNonNull(beta2),
                        requireNonNull(epsilon),
                        weightDecay);
        };
    }
}
