package dev.longhand.bench;

import dev.longhand.engine.Activation;
import dev.longhand.engine.CellType;
import dev.longhand.engine.ClippingSpec;
import dev.longhand.engine.InitializationSpec;
import dev.longhand.engine.NetworkSpec;
import dev.longhand.engine.OptimizerSpec;
import dev.longhand.engine.Precision;
import dev.longhand.engine.ScheduleSpec;
import dev.longhand.engine.TrainingSpec;
import java.util.List;
import java.util.Set;

/** The options of {@code quality} as a training. What is not said is a small network that trains in a minute. */
final class QualityOptions {
    private static final Set<String> KNOWN = Set.of(
            "cell",
            "hidden",
            "layers",
            "embedding",
            "dropout",
            "recurrent-dropout",
            "batch",
            "sequence",
            "epochs",
            "precision",
            "optimizer",
            "rate",
            "final-rate",
            "weight-decay",
            "average-decay",
            "schedule",
            "warmup",
            "seed");

    private static final double LARGEST_RATE = 10;
    private static final double MAX_NORM = 1;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    /** As in PyTorch. */
    private static final double ONE_CYCLE_RISE = 0.3;

    private enum Optimizer {
        ADAM,
        ADAMW
    }

    private final Options options;

    private QualityOptions(Options options) {
        this.options = options;
    }

    static QualityOptions parse(List<String> arguments) {
        return new QualityOptions(Options.parse(arguments, KNOWN));
    }

    TrainingSpec training(int vocabularySize) {
        var network = network(vocabularySize);
        return new TrainingSpec(
                network,
                InitializationSpec.defaultFor(network.cell(), network.activation()),
                options.count("seed", 1, Integer.MAX_VALUE),
                optimizer(),
                schedule(),
                new ClippingSpec.GlobalNorm(MAX_NORM),
                options.number("average-decay", 0, 0, 1),
                options.choice("precision", Precision.FLOAT32, Precision.class),
                options.count("batch", 32, 4096),
                options.count("sequence", 64, 4096),
                options.count("epochs", 10, Integer.MAX_VALUE),
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                Runtime.getRuntime().availableProcessors());
    }

    private NetworkSpec network(int vocabularySize) {
        return new NetworkSpec(
                options.choice("cell", CellType.LSTM, CellType.class),
                Activation.TANH,
                options.count("layers", 2, NetworkSpec.MAX_LAYERS),
                options.count("hidden", 128, NetworkSpec.MAX_HIDDEN_SIZE),
                options.count("embedding", 32, NetworkSpec.MAX_EMBEDDING_SIZE),
                vocabularySize,
                false,
                options.number("dropout", 0, 0, NetworkSpec.MAX_DROPOUT),
                options.number("recurrent-dropout", 0, 0, NetworkSpec.MAX_DROPOUT));
    }

    private double rate() {
        return options.number("rate", 0.004, 0, LARGEST_RATE);
    }

    private OptimizerSpec optimizer() {
        double weightDecay = options.number("weight-decay", 0, 0, 1);
        return switch (options.choice("optimizer", Optimizer.ADAM, Optimizer.class)) {
            case ADAM -> new OptimizerSpec.Adam(rate(), BETA1, BETA2, EPSILON, weightDecay);
            case ADAMW -> new OptimizerSpec.AdamW(rate(), BETA1, BETA2, EPSILON, weightDecay);
        };
    }

    private ScheduleSpec schedule() {
        long warmup = Math.round(options.number("warmup", 0, 0, Integer.MAX_VALUE));
        double finalRate = options.number("final-rate", 0, 0, LARGEST_RATE);
        var schedule = options.text("schedule", "constant");
        return switch (schedule) {
            case "constant" -> new ScheduleSpec.Constant(warmup);
            case "cosine" -> new ScheduleSpec.Cosine(warmup, finalRate / rate());
            case "oneCycle" -> new ScheduleSpec.OneCycle(warmup, ONE_CYCLE_RISE);
            default ->
                throw new IllegalArgumentException(
                        "--schedule is one of constant, cosine, oneCycle, and not " + schedule);
        };
    }
}
