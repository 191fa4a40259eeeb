package dev.longhand.models;

import dev.longhand.engine.NetworkSpec;
import dev.longhand.text.Tokenizer;
import java.util.Map;

/**
 * What a model is besides its weights; all of it goes into the artifact.
 *
 * @param segmentation how the text was cut for training: the key of a {@link dev.longhand.text.Segmentation}
 * @param metrics      how good it is; JSON values
 * @param lineage      where it is from; JSON values, nothing that differs between two runs of the same spec
 */
public record ModelDescription(
        NetworkSpec network,
        Tokenizer tokenizer,
        String segmentation,
        Map<String, ?> metrics,
        Map<String, ?> lineage) {}
