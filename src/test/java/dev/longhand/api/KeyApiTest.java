package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Keys, and what else stands between the world and this service. */
@KeyTest
class KeyApiTest {
    @Autowired
    private Api api;

    private Api admin() {
        return api.with(KeyTest.ADMIN_KEY);
    }

    @Test
    void aKeyIsShownOnceAndEndsAtOnce() {
        var made = Keys.of(api).make("poets", "read");
        var secret = made.get("key").asString();
        assertThat(secret)
                .matches("lh_[A-Za-z0-9_-]{43}")
                .startsWith(made.get("prefix").asString());
        var listed = admin().get("/api/v1/keys?limit=1").expect(200);
        assertThat(listed.json().at("/items/0/id")).isEqualTo(made.get("id"));
        assertThat(listed.json().at("/items/0/scopes/0").asString()).isEqualTo("read");
        assertThat(listed.text()).doesNotContain(secret, "sha256");
        api.with(secret).get("/api/v1/limits").expect(200);
        Keys.of(api).revoke(made);
        api.with(secret).get("/api/v1/limits").problem(401, "unauthorized");
        admin().delete("/api/v1/keys/" + made.get("id").asString()).problem(404, "not-found");
    }

    @Test
    void whoAdministersMayDoEverything() {
        var other = Keys.of(api).client("others", "admin");
        other.get("/api/v1/keys").expect(200);
        other.corpus("one two three");
        other.get("/api/v1/corpora").expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"scopes": ["read"]}                                                       | 422 | invalid             | /name
        {"name": "n", "scopes": []}                                                | 422 | invalid             | /scopes
        {"name": "n", "scopes": ["write"]}                                         | 422 | invalid             | /scopes/0
        {"name": "n", "scopes": ["read"], "tenant": "*"}                           | 422 | invalid             | /tenant
        {"name": "n", "scopes": ["read"], "expiresAt": "2020-01-01T00:00:00Z"}     | 422 | invalid             | /expiresAt
        {"name": "\\u0000", "scopes": ["read"]}                                    | 422 | invalid             | /name
        """)
    void saysWhatIsWrongWithAKey(String json, int status, String slug, String pointer) {
        assertThat(admin().post("/api/v1/keys", json)
                        .problem(status, slug)
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo(pointer);
    }

    @Test
    void whoAsksTooOftenWaits() {
        var keys = Keys.of(api);
        var hasty = keys.client("hasty", "read");
        var answer = hasty.get("/api/v1/limits").expect(200);
        assertThat(answer.json().get("longhand.security.requests-per-minute").asInt())
                .isEqualTo(KeyTest.REQUESTS_PER_MINUTE);
        for (int i = 0; answer.status() == 200 && i < 20 * KeyTest.REQUESTS_PER_MINUTE; i++) {
            answer = hasty.get("/api/v1/limits");
        }
        assertThat(answer.problem(429, "rate-limited").get("detail").asString())
                .contains("longhand.security.requests-per-minute");
        assertThat(Integer.parseInt(
                        answer.response().headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        keys.client("hasty", "read").get("/api/v1/limits").expect(200);
    }

    /** Read by everybody, and by a browser that must run nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/v3/api-docs", "/swagger-ui/index.html"})
    void publicPathsNeedNoKey(String path) {
        var headers = api.get(path).expect(200).response().headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe-eval");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    /** 403 for what is there and in no row of the table of routes, as the page of errors is. */
    @ParameterizedTest
    @CsvSource({
        "/actuator, 403",
        "/actuator/env, 403",
        "/actuator/heapdump, 403",
        "/error, 403",
        "/api/v1/keys, 403",
        "/api/v1/nothing, 404",
        "/h2-console, 404"
    })
    void everythingElseIsClosed(String path, int status) {
        api.get(path).problem(401, "unauthorized");
        Keys.of(api).everything("closed").get(path).expect(status);
    }

    @Test
    void pagesOfOtherSitesAreRefusedUnlessTheyAreConfigured() {
        var stranger = admin().request("/api/v1/limits").header("Origin", "https://stranger.example");
        admin().send(stranger).problem(403, "forbidden");
        var friend = admin().request("/api/v1/limits").header("Origin", "https://friend.example");
        assertThat(admin().send(friend).expect(200).response().headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("https://friend.example");
    }

    @Test
    void theDocumentSaysWhichScopeAnOperationNeeds() {
        var document = api.get("/v3/api-docs").expect(200).json();
        assertThat(document.at("/components/securitySchemes/key/scheme").asString())
                .isEqualTo("bearer");
        var generate =
                document.get("paths").get("/api/v1/models/{ref}/generate").get("post");
        assertThat(generate.at("/security/0/key/0").asString()).isEqualTo("generate");
        assertThat(generate.get("description").asString()).endsWith("Scope: `generate`.");
    }
}
