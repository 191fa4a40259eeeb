package dev.longhand.load;

import dev.longhand.resilience.Client;
import dev.longhand.resilience.NoAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A stream that was read to its end.
 *
 * @param firstToken from the request to the first token
 * @param gaps       between one token event and the next
 * @param tokens     that came
 */
record StreamRun(Duration firstToken, List<Duration> gaps, int tokens) {
    static StreamRun of(Client client, String model, Map<String, ?> request) {
        long begin = System.nanoTime();
        var times = new ArrayList<Long>();
        boolean done = false;
        try (var lines = client.stream(path(model), request)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: token") || line.startsWith("event:token")) {
                    times.add(System.nanoTime());
                }
                done |= line.startsWith("event: done") || line.startsWith("event:done");
            }
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
        if (!done || times.isEmpty()) {
            throw new NoAnswer("a stream ended after %d tokens without its last event".formatted(times.size()));
        }
        var gaps = new ArrayList<Duration>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(Duration.ofNanos(times.get(i) - times.get(i - 1)));
        }
        return new StreamRun(Duration.ofNanos(times.getFirst() - begin), gaps, times.size());
    }

    static String path(String model) {
        return "/api/v1/models/" + model + "/generate";
    }
}
