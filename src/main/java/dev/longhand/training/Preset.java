package dev.longhand.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Sets of defaults, each written as the request that it stands for. What a request says wins over its preset, and what
 * neither says is as in {@link #DEFAULT}. Where a request names a type, such as {@code "optimizer": {"type": "sgd"}}, and its
 * preset another one, nothing of that object is taken from the preset.
 */
public enum Preset {
    /** The one of {@link #TINY} to {@link #LARGE} that suits the size of the text. */
    @JsonProperty("auto")
    AUTO("{}"),

    /** A text of some pages: little to learn from, so little to learn with, read often and watched closely. */
    @JsonProperty("tiny")
    TINY("""
        {
          "network": {"layers": 2, "hiddenSize": 64, "embeddingSize": 32, "dropout": 0.2},
          "optimizer": {"type": "adam", "learningRate": 0.003},
          "batchSize": 8, "sequenceLength": 32, "epochs": 60, "earlyStopping": {"patience": 5}
        }
        """),

    /** A booklet. */
    @JsonProperty("small")
    SMALL("""
        {
          "network": {"layers": 2, "hiddenSize": 128, "embeddingSize": 48, "dropout": 0.2},
          "optimizer": {"type": "adam", "learningRate": 0.002},
          "batchSize": 16, "sequenceLength": 48, "epochs": 30, "earlyStopping": {"patience": 4}
        }
        """),

    /** A book, or several: everything that a request can leave out. */
    @JsonProperty("default")
    DEFAULT("""
        {
          "tokenizer": {"type": "char"},
          "segmentation": "stream",
          "network": {"cell": "lstm", "activation": "tanh", "layers": 2, "hiddenSize": 256, "embeddingSize": 64,
                      "dropout": 0.0, "recurrentDropout": 0.0, "tieEmbeddings": false},
          "precision": "float32",
          "optimizer": {"type": "adam", "learningRate": 0.002},
          "schedule": {"type": "constant"},
          "gradientClipping": {"type": "globalNorm", "threshold": 1.0},
          "averageDecay": 0.0,
          "batchSize": 32, "sequenceLength": 64, "epochs": 10,
          "validationFraction": 0.1, "earlyStopping": {"patience": 3}, "checkpointEvery": "PT60S"
        }
        """),

    /** A library. */
    @JsonProperty("large")
    LARGE("""
        {
          "network": {"layers": 2, "hiddenSize": 512, "embeddingSize": 128, "dropout": 0.1},
          "optimizer": {"type": "adam", "learningRate": 0.001},
          "batchSize": 64, "sequenceLength": 128, "epochs": 5
        }
        """),

    /** Aims at the best validation loss on tiny-shakespeare (1.1 million characters) within 45 minutes on two cores. */
    @JsonProperty("shakespeare-best")
    SHAKESPEARE_BEST("""
        {
          "network": {"cell": "lstm", "layers": 2, "hiddenSize": 384, "embeddingSize": 64,
                      "dropout": 0.3, "recurrentDropout": 0.1},
          "precision": "bf16",
          "optimizer": {"type": "adam", "learningRate": 0.004},
          "schedule": {"type": "cosine", "warmupSteps": 100, "finalFactor": 0.025},
          "batchSize": 32, "sequenceLength": 128, "epochs": 14, "maxDuration": "PT45M", "earlyStopping": {"patience": 4}
        }
        """);

    /** Characters of a text from which on {@link #AUTO} takes the next larger one. */
    private static final long BOOKLET = 25_000;

    private static final long BOOK = 100_000;
    private static final long LIBRARY = 5_000_000;

    private final String recipe;

    Preset(String recipe) {
        this.recipe = recipe;
    }

    String recipe() {
        return recipe;
    }

    /** Itself, or what it chooses for a text of so many characters. */
    Preset forText(long characters) {
        if (this != AUTO) {
            return this;
        }
        if (characters < BOOKLET) {
            return TINY;
        }
        if (characters < BOOK) {
            return SMALL;
        }
        return characters <= LIBRARY ? DEFAULT : LARGE;
    }
}
