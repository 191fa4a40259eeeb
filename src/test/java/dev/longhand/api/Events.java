package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A stream of server-sent events that has ended. */
record Events(List<Event> all) {
    private static final JsonMapper JSON = new JsonMapper();

    record Event(String name, JsonNode data) {}

    static Events of(String body) {
        assertThat(body).endsWith("\n\n");
        var events = new ArrayList<Event>();
        for (var block : body.split("\n\n")) {
            if (!block.startsWith(":")) {
                var lines = block.split("\n");
                assertThat(lines).as(block).hasSize(2);
                assertThat(lines[0]).startsWith("event: ");
                assertThat(lines[1]).startsWith("data: ");
                events.add(new Event(lines[0].substring(7), JSON.readTree(lines[1].substring(6))));
            }
        }
        return new Events(events);
    }

    List<JsonNode> tokenEvents() {
        return all.stream()
                .filter(event -> event.name.equals("token"))
                .map(Event::data)
                .toList();
    }

    /** The last event, which must be the only one of its kind. */
    JsonNode done() {
        assertThat(all.getLast().name).isEqualTo("done");
        assertThat(all).filteredOn(event -> !event.name.equals("token")).hasSize(1);
        return all.getLast().data;
    }

    /** The choices as the unstreamed answer shows them: put together from the pieces and the end. */
    JsonNode choices() {
        var texts = new TreeMap<Integer, StringBuilder>();
        var tokens = new TreeMap<Integer, List<JsonNode>>();
        for (var event : tokenEvents()) {
            int index = event.get("index").asInt();
            texts.computeIfAbsent(index, i -> new StringBuilder())
                    .append(event.get("text").asString());
            event.get("tokens")
                    .forEach(token -> tokens.computeIfAbsent(index, i -> new ArrayList<>())
                            .add(token));
        }
        var choices = JSON.createArrayNode();
        for (var ended : done().get("choices")) {
            int index = ended.get("index").asInt();
            var choice = choices.addObject();
            choice.put("index", index);
            choice.put("text", texts.getOrDefault(index, new StringBuilder()).toString());
            choice.set("finishReason", ended.get("finishReason"));
            choice.putArray("tokens").addAll(tokens.getOrDefault(index, List.of()));
        }
        return choices;
    }
}
