package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A service with two rows and one place to wait: what it refuses, and what it does for clients that go away. */
@ServiceTest
@Import(WorkersOnThreads.class)
@TestPropertySource(
        properties = {
            "longhand.generation.concurrent=2",
            "longhand.generation.max-waiting=1",
            "longhand.generation.max-streams=7",
            "longhand.generation.max-tokens=3000000",
            "longhand.generation.heartbeat=100ms",
            "longhand.models.cache-size=1KB"
        })
class GenerationCapacityApiTest {
    private static final String PATH = "/api/v1/models/endless/generate";
    private static final String ENDLESS = "{\"prompt\":\"A\",\"temperature\":0,\"maxTokens\":3000000}";
    private static final String SHORT = "{\"prompt\":\"A\",\"temperature\":0,\"maxTokens\":4}";
    private static final String COMPLETIONS = "/v1/completions";
    private static final String CHUNKS =
            "{\"model\":\"%s\",\"prompt\":[\"A\",\"A\"],\"temperature\":0,\"max_tokens\":%d,\"stream\":true}";
    private static final Duration SOON = Duration.ofSeconds(5);

    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    @BeforeEach
    void oneModelForAll() {
        if (api.get("/api/v1/models/endless").status() == 404) {
            var file = ChainModel.file("{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]}", "stream", 3, 0, 1, 2);
            api.upload("/api/v1/models", "model.safetensors", file, "endless").expect(201);
        }
    }

    /** How a client goes away. */
    private enum Departure {
        CLOSED,
        RESET,
        /** It has never read a byte. */
        NEVER_READ
    }

    /** A client without any library: nothing hides how it reads and goes. */
    private final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Client() throws IOException {
            this(PATH, ENDLESS);
        }

        Client(String path, String body) throws IOException {
            socket = new Socket("127.0.0.1", port);
            in = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Accept: text/event-stream\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
        }

        /** Reads until this has come; all that came by then. */
        String read(String awaited) throws IOException {
            socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            var text = new StringBuilder();
            while (text.indexOf(awaited, Math.max(0, text.length() - awaited.length())) < 0) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("it ended with " + text);
                }
                text.append((char) c);
            }
            return text.toString();
        }

        Client writing() throws IOException {
            read("event: token\n");
            return this;
        }

        Client waiting() throws IOException {
            assertThat(read(": still here\n")).doesNotContain("event:");
            return this;
        }

        void leave(Departure departure) throws IOException {
            socket.setSoLinger(departure == Departure.RESET, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void assertThereIsRoomSoon() {
        long end = System.nanoTime() + SOON.toNanos();
        var answer = api.post(PATH, SHORT.replace("}", ",\"n\":2}"));
        while (answer.status() == 503) {
            assertThat(System.nanoTime()).isLessThan(end);
            answer = api.post(PATH, SHORT.replace("}", ",\"n\":2}"));
        }
        assertThat(answer.expect(200).json().at("/choices/1/text").asString()).isEqualTo("BCAB");
        assertThat(System.nanoTime()).isLessThan(end);
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void aClientThatGoesAwayLeavesItsRows(Departure departure) throws IOException {
        var first = new Client();
        var second = new Client();
        if (departure != Departure.NEVER_READ) {
            first.writing();
            second.writing();
        }
        first.leave(departure);
        second.leave(departure);
        assertThereIsRoomSoon();
    }

    @ParameterizedTest
    @EnumSource(Departure.class)
    void aClientOfCompletionsThatGoesAwayLeavesItsRow(Departure departure) throws IOException {
        var chunks = CHUNKS.formatted("endless", 3_000_000);
        var first = new Client(COMPLETIONS, chunks);
        var second = new Client(COMPLETIONS, chunks);
        if (departure != Departure.NEVER_READ) {
            first.read("data: {");
            second.read("data: {");
        }
        first.leave(departure);
        second.leave(departure);
        assertThereIsRoomSoon();
    }

    /** The first text is more than sockets hold: it is not at its end before it is read, and the model is gone by then. */
    @Test
    void completionsThatFailAfterTheirBeginningEndWithTheError() throws IOException {
        var file = ChainModel.file("{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]}", "stream", 3, 0, 1, 2);
        api.upload("/api/v1/models", "model.safetensors", file, "leaving").expect(201);
        try (var client = new Client(COMPLETIONS, CHUNKS.formatted("leaving", 100_000))) {
            assertThat(client.read("data: {")).contains(" 200 ");
            api.delete("/api/v1/models/leaving").expect(204);
            var rest = client.read("\r\n0\r\n\r\n");
            assertThat(rest).contains("\"finish_reason\":\"length\"").doesNotContain("[DONE]");
            assertThat(rest.substring(rest.lastIndexOf("data: ")))
                    .startsWith("data: {\"error\":{")
                    .contains("\"code\":\"not_found\"");
        }
        assertThereIsRoomSoon();
    }

    @Test
    void oneThatWaitsAndGoesAwayLeavesItsPlace() throws IOException {
        try (var first = new Client().writing();
                var second = new Client().writing()) {
            new Client().waiting().leave(Departure.CLOSED);
            long end = System.nanoTime() + SOON.toNanos();
            boolean isIn = false;
            while (!isIn) {
                assertThat(System.nanoTime()).isLessThan(end);
                try (var next = new Client()) {
                    isIn = next.read("\r\n").contains("200");
                }
            }
        }
        assertThereIsRoomSoon();
    }

    @Test
    void whoeverIsTooMuchIsToldSoAtOnceAndWhoeverWaitsIsServed() throws IOException {
        try (var first = new Client().writing();
                var second = new Client().writing();
                var third = new Client().waiting()) {
            var refused = api.post(PATH, SHORT);
            assertThat(refused.problem(503, "unavailable").get("detail").asString())
                    .contains("longhand.generation.max-waiting");
            assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("1");
            api.send(api.streaming(PATH, SHORT)).problem(503, "unavailable");
            api.post("/api/v1/models/endless/score", "{\"text\":\"A\"}").problem(503, "unavailable");
            first.leave(Departure.RESET);
            third.writing();
        }
        assertThereIsRoomSoon();
    }

    @Test
    void aClientThatDoesNotReadKeepsNobodyFromWriting() throws IOException {
        try (var first = new Client()) {
            for (int i = 0; i < 20; i++) {
                api.events(PATH, SHORT).done();
            }
            first.writing();
        }
        assertThereIsRoomSoon();
    }

    /** There is memory for one model only: the other one leaves it while it writes. */
    @Test
    void aModelThatLeavesTheMemoryWritesOn() throws IOException {
        var other = ChainModel.file("{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]}", "stream", 3, 0, 1, 2);
        api.upload("/api/v1/models", "model.safetensors", other, "other").expect(201);
        try (var first = new Client().writing()) {
            assertThat(loaded("endless")).isTrue();
            api.post(PATH.replace("endless", "other"), SHORT).expect(200);
            assertThat(loaded("endless")).isFalse();
            assertThat(loaded("other")).isTrue();
            first.writing();
            assertThat(api.post(PATH, SHORT)
                            .expect(200)
                            .json()
                            .at("/choices/0/text")
                            .asString())
                    .isEqualTo("BCAB");
            first.writing();
        }
        assertThereIsRoomSoon();
    }

    private boolean loaded(String model) {
        return api.get("/api/v1/models/" + model)
                .expect(200)
                .json()
                .get("loaded")
                .asBoolean();
    }

    @Test
    void aRequestThatWouldNeverBeginIsRefused() {
        assertThat(api.post(PATH, SHORT.replace("}", ",\"n\":3}"))
                        .problem(422, "invalid")
                        .at("/errors/0")
                        .toString())
                .contains("/n", "longhand.generation.concurrent", "2");
    }

    @Test
    void theLimitsAreSaid() {
        var limits = api.get("/api/v1/limits").expect(200).json();
        assertThat(limits.get("longhand.generation.concurrent").asInt()).isEqualTo(2);
        assertThat(limits.get("longhand.generation.max-waiting").asInt()).isEqualTo(1);
        assertThat(limits.get("longhand.generation.max-streams").asInt()).isEqualTo(7);
        assertThat(limits.get("longhand.generation.max-duration").asString()).isEqualTo("PT10M");
    }
}
