package dev.longhand.models;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** How a request names a model: by id, by name (its newest version), {@code name:3}, or {@code name@alias}. */
sealed interface ModelReference {
    /** Names and aliases of models: they stand in paths and in references, so without separators. */
    String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** What a name must not be, because a reference could not tell it from an id. */
    Pattern UUID_FORM = Pattern.compile(ModelNameValid.UUID_FORM);

    Pattern FORM = Pattern.compile("(?<name>" + NAME + ")(:(?<version>[0-9]{1,9})|@(?<alias>" + NAME + "))?");

    record ById(UUID id) implements ModelReference {}

    record Newest(String name) implements ModelReference {}

    record Numbered(String name, int version) implements ModelReference {}

    record Aliased(String name, String alias) implements ModelReference {}

    /** Nothing when no model can have this reference. */
    static Optional<ModelReference> parse(String text) {
        if (UUID_FORM.matcher(text).matches()) {
            return Optional.of(new ById(UUID.fromString(text)));
        }
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var name = match.group("name");
        if (match.group("version") != null) {
            return Optional.of(new Numbered(name, Integer.parseInt(match.group("version"))));
        }
        return Optional.of(match.group("alias") != null ? new Aliased(name, match.group("alias")) : new Newest(name));
    }
}
