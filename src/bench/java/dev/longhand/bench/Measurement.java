package dev.longhand.bench;

import java.util.stream.StreamSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a peer measured in one turn.
 *
 * @param loss after its steps, in nats per token: a sign that it trained
 */
record Measurement(double tokensPerSecond, int steps, int threads, double loss) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Of the median step, which a pause of the machine does not move. */
    static Measurement of(StepShape shape, String output) {
        var json = JSON.readTree(lastLine(output));
        var seconds = StreamSupport.stream(json.get("stepSeconds").spliterator(), false)
                .mapToDouble(step -> step.asDouble())
                .toArray();
        return new Measurement(
                shape.tokens() / Median.of(seconds),
                seconds.length,
                json.get("threads").asInt(),
                json.get("loss").asDouble());
    }

    /** What stands before it is what libraries log. */
    static String lastLine(String output) {
        return output.lines().toList().getLast();
    }
}
