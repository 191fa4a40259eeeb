package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    @Autowired
    private Api api;

    @Test
    void everyOperationSaysWhatItDoesAndHowToTryIt() {
        var document = api.get("/v3/api-docs").expect(200).json();
        int operations = 0;
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                assertThat(METHODS).contains(operation.getKey());
                var name = operation.getKey() + " " + path.getKey();
                assertThat(operation.getValue().path("summary").asString(""))
                        .as(name)
                        .isNotBlank();
                for (var media : operation.getValue().at("/requestBody/content").properties()) {
                    if (media.getKey().startsWith("multipart/")) {
                        continue; // a file is for the reader to choose
                    }
                    var schema = media.getValue().at("/schema/$ref").asString("");
                    var described =
                            media.getValue().toString() + (schema.isEmpty() ? "" : document.at(schema.substring(1)));
                    assertThat(described).as(name + " " + media.getKey()).contains("example");
                }
                operations++;
            }
        }
        assertThat(operations).isGreaterThan(15);
    }

    /** The page's forms take their help from here. */
    @ParameterizedTest
    @ValueSource(strings = {"TrainingJobRequest", "NetworkSettings", "OptimizerSettings", "GenerateRequest"})
    void everyPropertyOfARequestSaysWhatItMeans(String request) {
        var schemas = api.get("/v3/api-docs").expect(200).json().at("/components/schemas");
        for (var property : schemas.get(request).get("properties").properties()) {
            var schema = property.getValue();
            var named = schemas.path(schema.path("$ref").asString("").replace("#/components/schemas/", ""));
            assertThat(schema.path("description").asString("")
                            + named.path("description").asString(""))
                    .as(property.getKey())
                    .isNotBlank();
        }
    }

    @Test
    void pageIsAskedForAgainAndSoAreItsScripts() {
        for (var path : List.of("/", "/js/main.js", "/css/base.css", "/webjars/uplot/dist/uPlot.iife.min.js")) {
            var headers = api.get(path).expect(200).response().headers();
            assertThat(headers.firstValue("Cache-Control")).as(path).hasValue("no-cache");
            assertThat(headers.firstValue("Last-Modified")).as(path).isPresent();
        }
        assertThat(api.get("/").contentType()).startsWith("text/html");
    }

    @Test
    void swaggerUiIsThere() {
        var page = api.get("/swagger-ui/index.html").expect(200);
        assertThat(page.text()).contains("swagger-ui");
        assertThat(api.get("/swagger-ui.html").status()).isEqualTo(302);
    }
}
