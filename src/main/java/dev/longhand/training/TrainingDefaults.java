package dev.longhand.training;

import dev.longhand.models.Model;
import dev.longhand.web.Invalid;
import dev.longhand.web.InvalidField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in what a request leaves out: from its preset, then from {@link Preset#DEFAULT}, then from the types that it chose.
 * It works on JSON, the language in which requests, presets and parameters are all written, so a new field needs no line here.
 */
@Component
class TrainingDefaults {
    private static final String TYPE = "type";

    /** The objects whose type decides which parameters they have. */
    private static final Map<String, Class<? extends Choice>> CHOICES = Map.of(
            "tokenizer", TokenizerSettings.Type.class,
            "optimizer", OptimizerSettings.Type.class,
            "schedule", ScheduleSettings.Type.class,
            "gradientClipping", ClippingSettings.Type.class);

    private final JsonMapper json;

    TrainingDefaults(JsonMapper json) {
        this.json = json;
    }

    /**
     * What will be done for a request.
     *
     * @param characters of the text
     * @param modelName  when the request names no model
     * @param seed       when the request names no seed
     * @param initial    the model to go on from; null to begin anew
     * @throws Invalid when values of the request do not fit together
     */
    TrainingJobSpec resolve(
            TrainingJobRequest request, long characters, String modelName, long seed, @Nullable Model initial) {
        ObjectNode spec = json.valueToTree(request);
        spec.remove("priority"); // says when, not what
        var preset = request.preset() == null ? Preset.AUTO : request.preset();
        fill(spec, json.createObjectNode().put("modelName", modelName).put("seed", seed));
        fill(spec, json.createObjectNode().set("preset", json.valueToTree(preset)));
        if (initial != null) {
            spec.put("initialModel", initial.id().toString()); // what a name means may change
            fill(spec, json.valueToTree(InitialSettings.of(initial)));
        }
        fill(spec, object(preset.forText(characters).recipe()));
        var complete = complete(spec);
        var refused = new ArrayList<InvalidField>(Contradictions.in(complete));
        if (initial != null) {
            refused.addAll(differences(json.valueToTree(InitialSettings.of(initial)), json.valueToTree(complete), ""));
        }
        CHOICES.forEach((name, types) -> refused.addAll(foreign(name, spec.get(name), types)));
        if (!refused.isEmpty()) {
            refused.sort(Comparator.comparing(InvalidField::pointer));
            throw new Invalid(refused);
        }
        return complete;
    }

    /** A spec that was written down; an older build may have known less of it. */
    TrainingJobSpec read(String spec) {
        var known = object(spec);
        fill(known, json.createObjectNode().set("preset", json.valueToTree(Preset.DEFAULT)));
        return complete(known);
    }

    String write(TrainingJobSpec spec) {
        return json.writeValueAsString(spec);
    }

    private TrainingJobSpec complete(ObjectNode spec) {
        fill(spec, object(Preset.DEFAULT.recipe()));
        CHOICES.forEach((name, types) -> fill(spec.get(name), parameters(spec.get(name), types)));
        var network = json.treeToValue(spec.get("network"), NetworkSettings.class);
        var initialization = InitializationSettings.defaultFor(network);
        fill(spec, json.createObjectNode().set("initialization", json.valueToTree(initialization)));
        return json.treeToValue(spec, TrainingJobSpec.class);
    }

    /** The parameters of the type that was chosen. */
    private ObjectNode parameters(JsonNode choice, Class<? extends Choice> types) {
        return object(json.treeToValue(choice.get(TYPE), types).parameters());
    }

    /** Parameters that the chosen type does not have. */
    private List<InvalidField> foreign(String name, JsonNode choice, Class<? extends Choice> types) {
        var parameters = parameters(choice, types);
        var detail = "is not a parameter of " + choice.get(TYPE).asString();
        return choice.properties().stream()
                .filter(property -> !property.getValue().isNull())
                .map(Map.Entry::getKey)
                .filter(parameter -> !parameter.equals(TYPE) && !parameters.has(parameter))
                .map(parameter -> new InvalidField("/" + name + "/" + parameter, detail))
                .toList();
    }

    /** What the model decides and the spec has otherwise. */
    private static List<InvalidField> differences(JsonNode model, JsonNode spec, String pointer) {
        var found = new ArrayList<InvalidField>();
        for (var property : model.properties()) {
            var here = pointer + "/" + property.getKey();
            var value = property.getValue();
            var given = spec.path(property.getKey());
            if (value.isObject()) {
                found.addAll(differences(value, given, here));
            } else if (!value.equals(given)) {
                found.add(new InvalidField(here, "must be %s, as in the initial model".formatted(value.asString())));
            }
        }
        return found;
    }

    /** The learning rate of a job that names none. */
    double learningRate(Preset preset, long characters) {
        var recipe = object(preset.forText(characters).recipe());
        fill(recipe, object(Preset.DEFAULT.recipe()));
        return recipe.at("/optimizer/learningRate").asDouble();
    }

    private ObjectNode object(String text) {
        return (ObjectNode) json.readTree(text);
    }

    /** What is missing there is taken from here, but nothing of an object that is of another type. */
    private static void fill(JsonNode spec, JsonNode defaults) {
        for (var property : defaults.properties()) {
            var given = spec.path(property.getKey());
            if (given.isMissingNode() || given.isNull()) {
                ((ObjectNode) spec).set(property.getKey(), property.getValue());
            } else if (given.isObject() && isSameType(given, property.getValue())) {
                fill(given, property.getValue());
            }
        }
    }

    private static boolean isSameType(JsonNode given, JsonNode defaults) {
        var type = given.path(TYPE);
        return type.isMissingNode() || type.isNull() || type.equals(defaults.path(TYPE));
    }
}
