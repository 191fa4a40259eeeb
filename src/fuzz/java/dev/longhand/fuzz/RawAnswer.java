package dev.longhand.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What came back on a bare connection.
 *
 * @param status  0 where the connection was closed without an answer
 * @param headers by their names in lower case
 * @param body    not more than its beginning
 * @param after   until it began, or until all of it was there where it is an error
 */
record RawAnswer(int status, Map<String, String> headers, byte[] body, Duration after) {
    static RawAnswer none(Duration after) {
        return new RawAnswer(0, Map.of(), new byte[0], after);
    }

    boolean isNone() {
        return status == 0;
    }

    boolean isError() {
        return status >= 400;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%d after %d ms\n%s\n\n%s".formatted(status, after.toMillis(), headers, text());
    }
}
