package dev.longhand.models;

import java.util.Optional;
import java.util.UUID;

/** Says whether somebody still needs a model; whoever begins with models over a longer time declares a bean of this. */
@FunctionalInterface
public interface ModelUse {
    /** Who needs it, as the subject of a sentence, or nothing. */
    Optional<String> userOf(UUID modelId);
}
