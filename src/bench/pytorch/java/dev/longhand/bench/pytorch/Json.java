package dev.longhand.bench.pytorch;

import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON with a line for each entry of an object, so that what differs between two versions of a file can be seen. */
final class Json {
    private static final Gson GSON = new Gson();

    private Json() {}

    static String of(Object value) {
        return GSON.toJson(value);
    }

    static String linePerEntry(Map<String, ?> entries) {
        var json = new LinkedHashMap<String, String>();
        entries.forEach((name, value) -> json.put(name, of(value)));
        return object(json);
    }

    /**
     * @param json values that are JSON already
     */
    static String object(Map<String, String> json) {
        return json.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",\n", "{", "}"));
    }
}
