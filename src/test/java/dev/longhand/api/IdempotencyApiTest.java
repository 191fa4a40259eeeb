package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A request that is sent again under its key creates nothing again. */
@ServiceTest
class IdempotencyApiTest {
    private static final String CORPORA = "/api/v1/corpora";
    private static final String MODELS = "/api/v1/models";
    private static final String JOBS = "/api/v1/training-jobs";
    private static final String PLAIN = "text/plain";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient database;

    @Value("${local.server.port}")
    private int port;

    private final String key = UUID.randomUUID().toString();

    private Api.Answer post(String path, String contentType, byte[] body) {
        return api.send(api.request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private Api.Answer post(String path, String contentType, String body) {
        return post(path, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Each call has a boundary of its own, as every client's has. */
    private Api.Answer upload(String path, String fileName, byte[] file, String name) {
        var boundary = UUID.randomUUID().toString();
        var body = """
            --%1$s\r
            Content-Disposition: form-data; name="name"\r
            \r
            %2$s\r
            --%1$s\r
            Content-Disposition: form-data; name="file"; filename="%3$s"\r
            \r
            %4$s\r
            --%1$s--\r
            """.formatted(boundary, name, fileName, new String(file, StandardCharsets.ISO_8859_1));
        return post(path, "multipart/form-data; boundary=" + boundary, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean replayed(Api.Answer answer) {
        return answer.response()
                .headers()
                .firstValue("Idempotent-Replayed")
                .map(Boolean::valueOf)
                .orElse(false);
    }

    private static void assertReplays(Api.Answer second, Api.Answer first) {
        assertThat(replayed(first)).isFalse();
        assertThat(replayed(second)).as(second.text()).isTrue();
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(second.contentType()).isEqualTo(first.contentType());
    }

    private static void assertRefused(Api.Answer answer) {
        assertThat(answer.problem(422, "invalid").at("/errors/0/pointer").asString())
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void aPlainTextIsCreatedOnce() {
        var path = CORPORA + "?name=plain";
        var first = post(path, PLAIN, "Ein Bär 🐻").expect(201);
        assertReplays(post(path, PLAIN, "Ein Bär 🐻"), first);
        assertRefused(post(path, PLAIN, "Zwei Bären 🐻"));
        assertRefused(post(CORPORA + "?name=other", PLAIN, "Ein Bär 🐻"));
        assertReplays(post(path, "text/plain;charset=UTF-8", "Ein Bär 🐻"), first);
    }

    @Test
    void aCorpusAsJsonIsCreatedOnce() {
        var first = post(CORPORA, "application/json", "{\"name\":\"json\",\"text\":\"a bear\"}")
                .expect(201);
        assertReplays(post(CORPORA, "application/json", "{\"name\":\"json\",\"text\":\"a bear\"}"), first);
        assertRefused(post(CORPORA, "application/json", "{\"name\":\"json\",\"text\":\"a bird\"}"));
        assertRefused(post(CORPORA, PLAIN, "{\"name\":\"json\",\"text\":\"a bear\"}"));
    }

    @Test
    void anUploadIsCreatedOnceWhateverItsBoundary() {
        var text = "a bear".getBytes(StandardCharsets.UTF_8);
        var first = upload(CORPORA, "bear.txt", text, "upload").expect(201);
        assertReplays(upload(CORPORA, "bear.txt", text, "upload"), first);
        assertRefused(upload(CORPORA, "bear.txt", "a bird".getBytes(StandardCharsets.UTF_8), "upload"));
        assertRefused(upload(CORPORA, "bird.txt", text, "upload"));
        assertRefused(upload(CORPORA, "bear.txt", text, "other"));
    }

    @Test
    void aModelIsImportedOnce() {
        var tokenizer = "{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]}";
        var file = ChainModel.file(tokenizer, "stream", 3, 0, 1, 2);
        var first = upload(MODELS, "model.safetensors", file, "imported-once").expect(201);
        assertReplays(upload(MODELS, "model.safetensors", file, "imported-once"), first);
        assertRefused(
                upload(MODELS, "model.safetensors", ChainModel.file(tokenizer, "stream", 3, 1, 2, 0), "imported-once"));
        assertRefused(upload(CORPORA, "model.safetensors", file, "imported-once"));
        assertThat(api.get(MODELS + "/imported-once").json().get("version").asInt())
                .isEqualTo(1);
    }

    @Test
    void aJobIsSubmittedOnceAndAnsweredAsItWas() {
        var request = Api.small(api.corpus(Texts.rhyme(100)), "submitted-once", 1);
        var first = post(JOBS, "application/json", request).expect(202);
        api.await(first.json().get("id").asString(), "succeeded");
        assertReplays(post(JOBS, "application/json", request), first);
        assertRefused(post(JOBS, "application/json", request.replace("\"seed\": 7", "\"seed\": 8")));
        assertThat(first.json().get("status").asString()).isEqualTo("queued");
    }

    @Test
    void aRequestThatFailedMayBeCorrectedUnderItsKey() {
        var path = CORPORA + "?name=corrected";
        post(path, PLAIN, new byte[] {'a', (byte) 0xFF}).problem(422, "invalid-text");
        post(path, PLAIN, "").problem(422, "invalid-text");
        post(path, "application/xml", "<a/>").problem(415, "unsupported-media-type");
        post(CORPORA, "multipart/form-data; boundary=x", "no part").problem(422, "invalid");
        post(CORPORA, "multipart/form-data", "no boundary").problem(400, "malformed-request");
        post(CORPORA, "application/json", "{").problem(400, "malformed-request");
        post(CORPORA, "application/json", " ".repeat(70_000)).problem(413, "too-large");
        var first = post(path, PLAIN, "a bear").expect(201);
        assertReplays(post(path, PLAIN, "a bear"), first);
    }

    @Test
    void withoutAKeyEveryRequestCreates() {
        var ids = Stream.of(api.corpus("a bear"), api.corpus("a bear"));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void whatCreatesNothingDoesNotReadTheKey() {
        post(JOBS + "/" + UUID.randomUUID() + "/cancel", PLAIN, "").problem(404, "not-found");
        api.send(api.request(CORPORA).header("Idempotency-Key", "\u00A0")).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "a\tb"})
    void refusesAKeyThatIsNone(String none) {
        assertRefused(api.send(api.request(CORPORA + "?name=x")
                .header("Idempotency-Key", none)
                .header("Content-Type", PLAIN)
                .POST(BodyPublishers.ofString("a bear"))));
    }

    @Test
    void aRequestThatRunsHoldsItsKey() throws IOException {
        var path = CORPORA + "?name=slow";
        try (var slow = new Socket("127.0.0.1", port)) {
            slow.setSoTimeout(30_000);
            write(slow, """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Content-Type: text/plain\r
                Content-Length: 6\r
                Idempotency-Key: %s\r
                \r
                a b\
                """.formatted(path, key));
            awaitClaim();
            var second = post(path, PLAIN, "a bear");
            second.problem(409, "conflict");
            assertThat(second.response().headers().firstValue("Retry-After")).hasValue("1");
            assertRefused(post(CORPORA + "?name=other", PLAIN, "a bear"));
            write(slow, "ear");
            var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 201").doesNotContain("Idempotent-Replayed");
            var third = post(path, PLAIN, "a bear").expect(201);
            assertThat(replayed(third)).isTrue();
            assertThat(answer).contains(third.text()).contains("Location: " + third.location());
        }
    }

    @Test
    void aClientThatGoesAwayFreesItsKey() throws IOException {
        var path = CORPORA + "?name=gone";
        try (var slow = new Socket("127.0.0.1", port)) {
            write(slow, """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Content-Type: text/plain\r
                Content-Length: 6\r
                Idempotency-Key: %s\r
                \r
                a b\
                """.formatted(path, key));
            awaitClaim();
        }
        awaitClaims(0);
        assertThat(replayed(post(path, PLAIN, "a bear").expect(201))).isFalse();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void awaitClaim() {
        awaitClaims(1);
    }

    private void awaitClaims(int expected) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (database.sql("select count(*) from idempotency_key where request_key = ?")
                        .param(key)
                        .query(Integer.class)
                        .single()
                != expected) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void theDocumentNamesTheHeaderWhereItCounts() {
        var paths = api.get("/v3/api-docs").expect(200).json().get("paths");
        for (var path : paths.properties()) {
            for (var operation : path.getValue().properties()) {
                long headers = operation
                        .getValue()
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.get("name").asString().equals("Idempotency-Key"))
                        .filter(parameter -> parameter.get("in").asString().equals("header"))
                        .count();
                boolean counts = operation.getKey().equals("post")
                        && Stream.of(CORPORA, MODELS, JOBS, "/v1/files", "/v1/fine_tuning/jobs")
                                .anyMatch(path.getKey()::equals);
                assertThat(headers).as(operation.getKey() + " " + path.getKey()).isEqualTo(counts ? 1 : 0);
            }
        }
    }

    @RepeatedTest(5)
    void ofManyRequestsAtOnceOneCreates() {
        var path = CORPORA + "?name=race";
        var requests = Stream.generate(() ->
                        CompletableFuture.supplyAsync(() -> post(path, PLAIN, "a bear"), Thread::startVirtualThread))
                .limit(8)
                .toList();
        var answers = requests.stream().map(CompletableFuture::join).toList();
        var created = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(created).filteredOn(answer -> !replayed(answer)).hasSize(1);
        assertThat(created.stream().map(Api.Answer::text))
                .containsOnly(created.getFirst().text());
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> answer.problem(409, "conflict"));
    }
}
