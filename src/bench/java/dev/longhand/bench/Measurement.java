package dev.longhand.bench;

import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a peer measured in one turn.
 *
 * @param threads as far as it says
 * @param loss    after its steps, in nats per token: a sign that it trained; NaN where nothing is trained
 */
record Measurement(double tokensPerSecond, int steps, int threads, double loss) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Of the median step, which a pause of the machine does not move. */
    static Measurement of(int tokensPerStep, String output) {
        var json = JSON.readTree(lastLine(output));
        var seconds = StreamSupport.stream(json.get("stepSeconds").spliterator(), false)
                .mapToDouble(step -> step.asDouble())
                .toArray();
        return new Measurement(
                tokensPerStep / Median.of(seconds),
                seconds.length,
                json.path("threads").asInt(0),
                json.path("loss").asDouble(Double.NaN));
    }

    /** What stands before it is what libraries log. */
    static String lastLine(String output) {
        return output.lines().toList().getLast();
    }
}
