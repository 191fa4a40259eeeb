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
 * @param gaps       between one reading that brought tokens and the next
 * @param tokens     that came
 */
record StreamRun(Duration firstToken, List<Duration> gaps, int tokens) {
    static StreamRun of(Client client, String model, Map<String, ?> request) {
        long begin = System.nanoTime();
        var times = new ArrayList<Long>();
        var tokens = new Occurrences(": token\n");
        var end = new Occurrences(": done\n");
        int count = 0;
        boolean done = false;
        var bytes = new byte[8192];
        try (var stream = client.stream(path(model), request)) {
            for (int read = stream.read(bytes); read >= 0; read = stream.read(bytes)) {
                long now = System.nanoTime();
                int came = tokens.in(bytes, read);
                if (came > 0) {
                    times.add(now);
                    count += came;
                }
                done |= end.in(bytes, read) > 0;
            }
        } catch (IOException e) {
            throw new NoAnswer(e);
        }
        if (!done || times.isEmpty()) {
            throw new NoAnswer("a stream ended after %d tokens without its last event".formatted(count));
        }
        var gaps = new ArrayList<Duration>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(Duration.ofNanos(times.get(i) - times.get(i - 1)));
        }
        return new StreamRun(Duration.ofNanos(times.getFirst() - begin), gaps, count);
    }

    static String path(String model) {
        return "/api/v1/models/" + model + "/generate";
    }
}
