package dev.longhand.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document of the running service. */
record ApiDocument(JsonNode root) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final int DEEPEST = 6;

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                query(method.getValue()),
                                bodies(method.getValue())))));
        return operations;
    }

    private Map<String, List<String>> query(JsonNode operation) {
        var query = new LinkedHashMap<String, List<String>>();
        for (var parameter : operation.path("parameters")) {
            if (parameter.get("in").asString().equals("query")) {
                var values = examples(parameter);
                values.add(text(example(parameter.path("schema"), DEEPEST)));
                query.put(parameter.get("name").asString(), values);
            }
        }
        return query;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private Map<String, List<String>> bodies(JsonNode operation) {
        var bodies = new LinkedHashMap<String, List<String>>();
        operation.at("/requestBody/content").properties().forEach(content -> {
            var examples = examples(content.getValue());
            examples.add(example(content.getValue().path("schema"), DEEPEST).toString());
            bodies.put(content.getKey(), examples);
        });
        return bodies;
    }

    /** Those that are written down. */
    private static List<String> examples(JsonNode of) {
        var examples = new ArrayList<String>();
        if (of.has("example")) {
            examples.add(text(of.get("example")));
        }
        of.path("examples").forEach(example -> examples.add(text(example.path("value"))));
        return examples;
    }

    /** Made from a schema: every property, with its example, default or a value of its type. */
    private JsonNode example(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return example(root.at(schema.get("$ref").asString().substring(1)), depth);
        }
        for (var known : List.of("example", "default", "const")) {
            if (schema.has(known)) {
                return schema.get(known);
            }
        }
        for (var several : List.of("examples", "enum")) {
            if (!schema.path(several).isEmpty()) {
                return schema.get(several).get(0);
            }
        }
        for (var choice : List.of("oneOf", "anyOf", "allOf")) {
            if (!schema.path(choice).isEmpty()) {
                return example(schema.get(choice).get(0), depth);
            }
        }
        return depth == 0 ? JSON.nullNode() : ofType(schema, depth);
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        var type = schema.path("type").isArray()
                ? schema.get("type").get(0).asString()
                : schema.path("type").asString("object");
        return switch (type) {
            case "string" -> JSON.getNodeFactory().stringNode("text");
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "array" -> JSON.createArrayNode().add(example(schema.path("items"), depth - 1));
            default -> object(schema, depth);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = JSON.createObjectNode();
        schema.path("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), example(property.getValue(), depth - 1)));
        return object;
    }
}
