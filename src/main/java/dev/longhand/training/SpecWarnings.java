package dev.longhand.training;

import dev.longhand.engine.EngineVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What may be asked for and will probably disappoint, said before the training begins. */
final class SpecWarnings {
    /** Parameters for each token, from which on a network can keep the text instead of learning from it. */
    private static final int PARAMETERS_A_TOKEN = 10;
    /** Fewer updates an epoch teach little: the epochs pass, the weights hardly move. */
    private static final int FEWEST_STEPS = 20;

    private SpecWarnings() {}

    /**
     * What is known before the first step.
     *
     * @param parameters     numbers that are learned
     * @param trainingTokens about so many
     * @param stepsPerEpoch  about so many
     */
    record Size(long parameters, long trainingTokens, long stepsPerEpoch) {}

    /** Whether the fast library and bf16 are there, where the job will run. */
    record Machine(boolean hasOneDnn, boolean hasBf16) {
        /** One that nobody has asked: nothing is said against it. */
        static final Machine UNKNOWN = new Machine(true, true);

        /** This one; it loads the libraries of the engine. */
        static Machine here() {
            return new Machine(
                    EngineVersions.all().containsKey("onednn"), dev.longhand.engine.Precision.BF16.isSupported());
        }
    }

    static List<String> of(TrainingJobSpec spec, Size size, Machine machine) {
        var found = new ArrayList<String>();
        machine(spec, machine, found);
        learningRate(spec, found);
        clipping(spec, found);
        byHeart(size, found);
        fewSteps(spec, size, found);
        validation(spec, found);
        return List.copyOf(found);
    }

    private static void machine(TrainingJobSpec spec, Machine machine, List<String> found) {
        if (!machine.hasOneDnn()) {
            found.add("oneDNN is not available here: the job runs on the reference path, several times slower");
        }
        if (spec.precision() == Precision.BF16 && !machine.hasBf16()) {
            found.add("bf16 is not available here: the job computes in float32");
        }
    }

    private static void learningRate(TrainingJobSpec spec, List<String> found) {
        double highest = highest(spec.optimizer().type());
        double given = spec.optimizer().learningRate();
        if (given > highest) {
            found.add(String.format(
                    Locale.ROOT,
                    "optimizer.learningRate %s is unusually high for this optimizer, which seldom learns above %s",
                    given,
                    highest));
        }
    }

    /** Those that divide by the size of the gradient step as far as the learning rate says; sgd goes as far as it is steep. */
    private static double highest(OptimizerSettings.Type type) {
        return switch (type) {
            case SGD -> 5;
            case RMSPROP, ADAM, ADAMW -> 0.02;
        };
    }

    private static void clipping(TrainingJobSpec spec, List<String> found) {
        if (spec.gradientClipping().type() != ClippingSettings.Type.NONE) {
            return;
        }
        if (spec.network().cell() == NetworkSettings.Cell.RNN) {
            found.add("gradientClipping none with the cell rnn: its gradients explode easily");
        } else if (UsualLearningRate.share(spec.optimizer()) > 1) {
            found.add("gradientClipping none with a learning rate above the default: one steep step can undo the"
                    + " training");
        }
    }

    private static void byHeart(Size size, List<String> found) {
        if (size.parameters() > PARAMETERS_A_TOKEN * size.trainingTokens()) {
            found.add(String.format(
                    Locale.ROOT,
                    "%,d parameters for about %,d training tokens: the network will learn them by heart;"
                            + " a smaller hiddenSize generalises better",
                    size.parameters(),
                    size.trainingTokens()));
        }
    }

    private static void fewSteps(TrainingJobSpec spec, Size size, List<String> found) {
        if (size.stepsPerEpoch() < FEWEST_STEPS) {
            found.add(String.format(
                    Locale.ROOT,
                    "An epoch has about %d steps: a batchSize below %d or a sequenceLength below %d gives more",
                    size.stepsPerEpoch(),
                    spec.batchSize(),
                    spec.sequenceLength()));
        }
    }

    private static void validation(TrainingJobSpec spec, List<String> found) {
        if (spec.validationFraction() == 0) {
            found.add(
                    "validationFraction 0: training does not stop early, and nothing shows what was learned by heart");
        }
    }
}
