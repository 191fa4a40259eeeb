package dev.longhand.fuzz;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as they should be, each of which does little: what damage begins with. */
final class Seeds {
    static final String BOUNDARY = "b0undary";

    private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");
    private static final String MULTIPART = "multipart/form-data";

    /** So small that what happens to be right is soon done. */
    private static final Map<String, Integer> SMALL = Map.of(
            "maxTokens",
            8,
            "max_tokens",
            8,
            "epochs",
            1,
            "n_epochs",
            1,
            "layers",
            1,
            "hiddenSize",
            4,
            "embeddingSize",
            4,
            "batchSize",
            2,
            "sequenceLength",
            8);

    private final List<Operation> operations;
    private final byte[] artifact;

    /** @param artifact of a small model */
    Seeds(List<Operation> operations, byte[] artifact) {
        this.operations = operations;
        this.artifact = artifact;
    }

    Message one(Known known, RandomGenerator chance) {
        var operation = operations.get(chance.nextInt(operations.size()));
        var path = BRACES.matcher(operation.path()).replaceAll(braces -> filled(operation, braces, known, chance));
        var message = new Message(operation.method(), path + query(operation, chance))
                .add("Host", "localhost")
                .add("Connection", "close")
                .add("Accept", chance.nextInt(4) == 0 ? "text/event-stream, */*" : "application/json");
        if (!operation.bodies().isEmpty()) {
            var types = List.copyOf(operation.bodies().keySet());
            var type = types.get(chance.nextInt(types.size()));
            var examples = operation.bodies().getOrDefault(type, List.of());
            body(message, type, examples.get(chance.nextInt(examples.size())), known);
        }
        return message;
    }

    /** What is deleted has mostly never been there. */
    private static String filled(Operation operation, MatchResult braces, Known known, RandomGenerator chance) {
        boolean there = chance.nextInt(20) < (operation.method().equals("DELETE") ? 1 : 18);
        return switch (braces.group(1)) {
            case "alias" -> there ? Known.ALIAS : "nobody";
            case "name" -> there ? Known.NAME : "nobody";
            default -> there ? known.in(operation.path()) : new UUID(chance.nextLong(), chance.nextLong()).toString();
        };
    }

    private static String query(Operation operation, RandomGenerator chance) {
        var query = new StringBuilder();
        operation.query().forEach((name, values) -> {
            if (name.equals("dryRun")) {
                query.append("&dryRun=").append(chance.nextInt(4) > 0);
            } else if (chance.nextInt(3) == 0) {
                query.append('&').append(name).append('=').append(encoded(values.get(chance.nextInt(values.size()))));
            }
        });
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private static String encoded(String value) {
        return java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    private void body(Message message, String type, String example, Known known) {
        if (type.startsWith(MULTIPART)) {
            message.body(MULTIPART + "; boundary=" + BOUNDARY, parts(message.target));
        } else if (type.endsWith("json")) {
            var json = JsonMapper.shared().readTree(example);
            message.body(type, adapted(json, known).toString());
        } else {
            message.body(type, example.isBlank() ? "text" : example);
        }
    }

    private byte[] parts(String target) {
        boolean model = target.startsWith("/api/v1/models");
        var content =
                model ? new String(artifact, java.nio.charset.StandardCharsets.ISO_8859_1) : "an old silent pond\n";
        var file = target.startsWith("/v1/") ? "{\"prompt\":\"\",\"completion\":\"a frog\"}\n" : content;
        return Message.latin("""
            --%1$s\r
            Content-Disposition: form-data; name="file"; filename="a.jsonl"\r
            Content-Type: application/octet-stream\r
            \r
            %2$s\r
            --%1$s\r
            Content-Disposition: form-data; name="name"\r
            \r
            fuzzed\r
            --%1$s\r
            Content-Disposition: form-data; name="purpose"\r
            \r
            fine-tune\r
            --%1$s--\r
            """.formatted(BOUNDARY, file));
    }

    /** With what there is, and small. */
    private static JsonNode adapted(JsonNode json, Known known) {
        if (json instanceof ObjectNode object) {
            for (var name : List.copyOf(object.propertyNames())) {
                var value = object.get(name);
                if (SMALL.containsKey(name) && value.isNumber()) {
                    object.put(name, SMALL.get(name));
                } else if (value.isString()) {
                    object.put(name, known.in(name, value));
                } else {
                    adapted(value, known);
                }
            }
        }
        return json;
    }
}
