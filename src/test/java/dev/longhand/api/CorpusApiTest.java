package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class CorpusApiTest {
    private static final String TEXT = "Ein Bär, zwei 🐻🐻\nund 床前明月光\n";

    @Autowired
    private Api api;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void allThreeWaysInGiveTheSameReport() throws Exception {
        var file =
                api.upload("/api/v1/corpora", "bears.txt", utf8(TEXT), "bears").expect(201);
        var plain = api.post("/api/v1/corpora?name=bears", "text/plain;charset=UTF-8", utf8(TEXT))
                .expect(201);
        var json = api.post(
                        "/api/v1/corpora", "{\"name\":\"bears\",\"text\":\"%s\"}".formatted(TEXT.replace("\n", "\\n")))
                .expect(201);

        var sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(TEXT)));
        for (var answer : new Api.Answer[] {file, plain, json}) {
            var corpus = answer.json();
            assertThat(answer.location())
                    .isEqualTo("/api/v1/corpora/" + corpus.get("id").asString());
            assertThat(corpus.get("name").asString()).isEqualTo("bears");
            assertThat(corpus.get("sha256").asString()).isEqualTo(sha256);
            assertThat(corpus.get("bytes").asInt()).isEqualTo(utf8(TEXT).length);
            assertThat(corpus.get("characters").asLong())
                    .isEqualTo(TEXT.codePoints().count());
            assertThat(corpus.get("distinctCharacters").asLong())
                    .isEqualTo(TEXT.codePoints().distinct().count());
            assertThat(corpus.get("lines").asInt()).isEqualTo(2);
            assertThat(corpus.get("words").asInt()).isEqualTo(6);
            assertThat(corpus.get("warnings").size()).isZero();
        }
    }

    @Test
    void nameOfAnUploadIsThatOfItsFileWhenNoneIsGiven() {
        var corpus = api.upload("/api/v1/corpora", "tales of bears.txt", utf8(TEXT), null)
                .expect(201)
                .json();
        assertThat(corpus.get("name").asString()).isEqualTo("tales of bears.txt");
    }

    @Test
    void contentComesOutAsItWentIn() {
        var text = "\uFEFFone\r\ntwo\rthree\r\n";
        var corpus = api.post("/api/v1/corpora?name=odd", "text/plain", utf8(text))
                .expect(201)
                .json();
        assertThat(corpus.get("characters").asInt()).isEqualTo("one\ntwo\rthree\n".length());
        assertThat(corpus.get("warnings").toString())
                .contains("byte order mark")
                .contains("2 line ends are CRLF");
        var content = api.get("/api/v1/corpora/" + corpus.get("id").asString() + "/content")
                .expect(200);
        assertThat(content.response().body()).isEqualTo(utf8(text));
        assertThat(content.contentType()).isEqualToIgnoringCase("text/plain;charset=UTF-8");
    }

    @Test
    void refusesWhatIsNoTextAndNamesTheByte() {
        var broken = new byte[] {'a', (byte) 0xC3, (byte) 0xA4, 'b', (byte) 0xFF, 'c'};
        assertThat(api.post("/api/v1/corpora?name=x", "text/plain", broken)
                        .problem(422, "invalid-text")
                        .get("byteOffset")
                        .asInt())
                .isEqualTo(4);
        assertThat(api.upload("/api/v1/corpora", "x", utf8("ab\0c"), "x")
                        .problem(422, "invalid-text")
                        .get("byteOffset")
                        .asInt())
                .isEqualTo(2);
        assertThat(api.post("/api/v1/corpora", "{\"name\":\"x\",\"text\":\"ab\\ud800c\"}")
                        .problem(422, "invalid-text")
                        .get("byteOffset")
                        .asInt())
                .isEqualTo(2);
        api.post("/api/v1/corpora?name=x", "text/plain", new byte[0]).problem(422, "invalid-text");
        api.post("/api/v1/corpora", "{\"name\":\"x\",\"text\":\"\"}").problem(422, "invalid-text");
    }

    @Test
    void refusesATextThatIsTooLargeAndNamesTheLimit() {
        var large = "a".repeat(300 * 1024 + 1);
        for (var answer : new Api.Answer[] {
            api.post("/api/v1/corpora?name=x", "text/plain", utf8(large)),
            api.upload("/api/v1/corpora", "x", utf8(large), "x"),
            // without a declared length
            api.send(api.request("/api/v1/corpora?name=x")
                    .header("Content-Type", "text/plain")
                    .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(utf8(large)))))
        }) {
            var problem = answer.problem(413, "too-large");
            assertThat(problem.get("limit").asString()).isEqualTo("longhand.corpora.max-size");
            assertThat(problem.get("maximum").asInt()).isEqualTo(300 * 1024);
        }
        assertThat(api.post("/api/v1/corpora", "{\"name\":\"x\",\"text\":\"%s\"}".formatted("a".repeat(70_000)))
                        .problem(413, "too-large")
                        .get("limit")
                        .asString())
                .isEqualTo("longhand.web.max-json-size");
        assertThat(api.send(api.request("/api/v1/corpora")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                                        utf8("{\"name\":\"x\",\"text\":\"%s\"}".formatted("a".repeat(70_000)))))))
                        .problem(413, "too-large")
                        .get("limit")
                        .asString())
                .isEqualTo("longhand.web.max-json-size");
    }

    @Test
    void takesATextOfExactlyTheLimit() {
        api.post("/api/v1/corpora?name=full", "text/plain", utf8("ab".repeat(150 * 1024)))
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "%0A", "a%00b"})
    void refusesANameThatNobodyCouldRead(String name) {
        var problem = api.post("/api/v1/corpora?name=" + name, "text/plain", utf8("text"))
                .problem(422, "invalid");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("name");
    }

    @Test
    void listsNewestFirstPageByPage() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(api.corpus("text " + i));
        }
        var seen = new HashSet<String>();
        String newest = null;
        var path = "/api/v1/corpora?limit=2";
        for (var page = api.get(path).expect(200).json();
                ;
                page = api.get(path).expect(200).json()) {
            for (var item : page.get("items")) {
                var id = item.get("id").asString();
                assertThat(seen.add(id)).isTrue();
                assertThat(newest == null || id.compareTo(newest) < 0).isTrue();
                newest = id;
            }
            if (page.get("next").isNull()) {
                break;
            }
            assertThat(page.get("items").size()).isEqualTo(2);
            path = "/api/v1/corpora?limit=2&after=" + page.get("next").asString();
        }
        assertThat(seen).containsAll(ids);
    }

    @Test
    void deletesACorpusAndItsContent() {
        var id = api.corpus("gone soon");
        api.delete("/api/v1/corpora/" + id).expect(204);
        api.get("/api/v1/corpora/" + id).problem(404, "not-found");
        api.get("/api/v1/corpora/" + id + "/content").problem(404, "not-found");
        api.delete("/api/v1/corpora/" + id).problem(404, "not-found");
    }

    @Test
    void keepsACorpusThatAJobNeeds() {
        var id = api.corpus(Texts.rhyme(400));
        var job = api.submit(Api.small(id, "needs-its-corpus", 10_000));
        assertThat(api.delete("/api/v1/corpora/" + id)
                        .problem(409, "conflict")
                        .get("detail")
                        .asString())
                .contains(job);
        api.post("/api/v1/training-jobs/" + job + "/cancel", "").expect(200);
        api.await(job, "cancelled");
        api.delete("/api/v1/corpora/" + id).expect(204);
    }
}
