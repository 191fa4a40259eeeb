package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Every route of the OpenAPI document by every caller that must not get in; one that has no row here fails. */
@KeyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMatrixTest {
    @Autowired
    private Api api;

    private Keys keys;
    private Api revoked;
    private Map<String, String> things;

    @BeforeAll
    void somebodyHasThings() {
        keys = Keys.of(api);
        var owner = keys.everything("matrix");
        var corpus = owner.corpus(Texts.rhyme(60));
        var model = owner.upload("/api/v1/models", "model.safetensors", Routes.model(), "matrix")
                .expect(201)
                .json();
        owner.put("/api/v1/models/matrix/aliases/live", "{\"version\": 1}").expect(200);
        var job = owner.submit(Api.small(corpus, "matrix", 1));
        things = Map.of(
                "corpus",
                corpus,
                "model",
                model.get("id").asString(),
                "name",
                "matrix",
                "alias",
                "live",
                "job",
                job,
                "key",
                keys.make("matrix", "read").get("id").asString());
        var key = keys.make("matrix", "read", "train", "generate", "admin");
        revoked = api.with(key.get("key").asString());
        revoked.get("/api/v1/limits").expect(200);
        keys.revoke(key);
    }

    @TestFactory
    Stream<DynamicTest> nobodyGetsInWhoMustNot() {
        return operations().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation, () -> check(row(operation).of(things))));
    }

    private List<String> operations() {
        var operations = new ArrayList<String>();
        var paths = api.get("/v3/api-docs").expect(200).json().get("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(operation.getKey() + " " + path.getKey())));
        assertThat(operations).hasSizeGreaterThan(35);
        return operations;
    }

    private static Routes row(String operation) {
        var words = operation.split(" ");
        var rows =
                Routes.ALL.stream().filter(row -> row.isOf(words[0], words[1])).toList();
        assertThat(rows).as("rows of " + operation).hasSize(1);
        return rows.getFirst();
    }

    private void check(Routes route) {
        unauthorized(route, api);
        unauthorized(route, api.with("lh_" + "A".repeat(43)));
        unauthorized(route, api.with("another word"));
        unauthorized(route, revoked);
        forbidden(route, keys.client("matrix", route.wrongScopes()));
        var other = keys.client("matrix-other", route.scope());
        var answer = route.send(other).expect(route.other());
        if (answer.status() == 200) {
            assertThat(answer.text()).doesNotContain(things.get("corpus"), things.get("model"), things.get("job"));
        }
    }

    private static void unauthorized(Routes route, Api caller) {
        var answer = refused(route, caller, 401, "unauthorized", "invalid_api_key");
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    private static void forbidden(Routes route, Api caller) {
        refused(route, caller, 403, "forbidden", "insufficient_permissions");
    }

    private static Api.Answer refused(Routes route, Api caller, int status, String slug, String code) {
        var answer = route.send(caller);
        if (route.isOpenAi()) {
            assertThat(answer.expect(status).json().at("/error/code").asString())
                    .isEqualTo(code);
        } else {
            answer.problem(status, slug);
        }
        return answer;
    }
}
