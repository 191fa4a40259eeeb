package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.NoAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the pieces of a stream of one choice make together. */
final class StreamedText {
    private static final String DATA = "data: ";

    private StreamedText() {}

    /**
     * Reads until so many characters have come, and goes away then.
     *
     * @throws NoAnswer when the stream ends before
     */
    static String begun(Client client, String path, Map<String, ?> request, int characters) {
        return read(client, path, request, characters);
    }

    /**
     * Reads to the end.
     *
     * @throws NoAnswer when the stream ends without its last event
     */
    static String whole(Client client, String path, Map<String, ?> request) {
        return read(client, path, request, Integer.MAX_VALUE);
    }

    private static String read(Client client, String path, Map<String, ?> request, int characters) {
        var text = new StringBuilder();
        try (var lines =
                new BufferedReader(new InputStreamReader(client.stream(path, request), StandardCharsets.UTF_8))) {
            var event = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith(DATA) && event.equals("token")) {
                    text.append(JsonMapper.shared()
                            .readTree(line.substring(DATA.length()))
                            .get("text")
                            .asString());
                    if (text.length() >= characters) {
                        return text.toString();
                    }
                } else if (line.startsWith(DATA) && event.equals("done")) {
                    return text.toString();
                }
            }
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
        throw new NoAnswer("a stream ended after %d characters without its last event".formatted(text.length()));
    }
}
