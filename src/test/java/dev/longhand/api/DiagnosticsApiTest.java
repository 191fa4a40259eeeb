package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A look inside: states, gates, and gradients on their way back. */
@ServiceTest
class DiagnosticsApiTest {
    private static final String LETTERS = "{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]%s}";

    @Autowired
    private Api api;

    private String imported(byte[] model) {
        var id = api.upload("/api/v1/models", "model.safetensors", model, "seen-through")
                .expect(201)
                .json()
                .get("id")
                .asString();
        return "/api/v1/models/" + id;
    }

    private JsonNode post(String path, String json) {
        return api.post(path, json).expect(200).json();
    }

    private static void assertHidden(JsonNode trace, double afterA, double afterB) {
        assertThat(trace.at("/trace/0/hidden/0/0").asDouble()).isCloseTo(afterA, within(5e-5));
        assertThat(trace.at("/trace/0/hidden/1/0").asDouble()).isCloseTo(afterB, within(5e-5));
    }

    @Test
    void theWorkedExampleComesOutOfAnImportedFile() {
        var one = post(imported(WorkedExample.file(1, 0, 0)) + "/trace", "{\"text\":\"AB\"}");
        assertHidden(one, 0.7616, 0.6420);
        assertHidden(post(imported(WorkedExample.file(1, 1, 1)) + "/trace", "{\"text\":\"AB\"}"), 0.7616, 0.9427);
        assertThat(one.get("cell").asString()).isEqualTo("rnn");
        assertThat(one.get("layers").asInt()).isEqualTo(1);
        assertThat(one.get("hiddenSize").asInt()).isEqualTo(1);
        assertThat(one.at("/tokens/0").toString()).isEqualTo("{\"token\":\"A\",\"logprob\":null}");
        // logits h, 2h, 3h after A
        double h = Math.tanh(1);
        assertThat(one.at("/tokens/1/logprob").asDouble())
                .isCloseTo(2 * h - Math.log(Math.exp(h) + Math.exp(2 * h) + Math.exp(3 * h)), within(1e-6));
        assertThat(one.at("/trace/0").has("gates")).isFalse();
        assertThat(one.at("/trace/0").has("cell")).isFalse();
        assertThat(one.at("/trace/0/units").toString()).isEqualTo("[0]");
    }

    /** The gates of this model are open or shut whatever it reads; its segments begin with a token that is not shown. */
    @Test
    void gatesAndCellAreShown() {
        var model = imported(ChainModel.file(LETTERS.formatted(",\"endOfSegment\":3"), "line", 4, 3, 0, 1));
        var trace = post(model + "/trace", "{\"text\":\"AB\",\"layers\":[0],\"units\":[0]}");
        var layer = trace.at("/trace/0");
        assertThat(layer.at("/gates/input/0/0").asDouble()).isCloseTo(1, within(1e-6));
        assertThat(layer.at("/gates/forget/1/0").asDouble()).isCloseTo(0, within(1e-6));
        assertThat(layer.at("/gates/output/1/0").asDouble()).isCloseTo(1, within(1e-6));
        assertThat(layer.at("/cell/1/0").asDouble())
                .isCloseTo(layer.at("/gates/candidate/1/0").asDouble(), within(1e-6));
        assertThat(trace.get("tokens")).hasSize(2);
        // A follows the end of a segment
        assertThat(trace.at("/tokens/0/logprob").asDouble()).isBetween(-0.1, 0.0);
    }

    @Test
    void aTextFlowsBackThroughAModel() {
        var flow = post(imported(WorkedExample.file(1, 0, 0)) + "/gradient-flow", "{\"text\":\"ABCAB\"}");
        assertThat(flow.get("tokens").asInt()).isEqualTo(5);
        assertThat(flow.get("flows")).hasSize(1);
        var norms = flow.at("/flows/0/gradientNorms");
        assertThat(norms).hasSize(4);
        // one step back through tanh with a weight of 1: 1 - h², and h = tanh(1 + h of ABC)
        double h = Math.tanh(1 + Math.tanh(Math.tanh(Math.tanh(1))));
        assertThat(norms.get(1).asDouble() / norms.get(0).asDouble()).isCloseTo(1 - h * h, within(1e-5));
        assertThat(flow.at("/flows/0/verdict").asString()).isEqualTo("stable");
        assertThat(flow.at("/flows/0/halfLife").asDouble()).isPositive();
    }

    @Test
    void networksAreBuiltAsTheyAreAskedFor() {
        var flow = post("/api/v1/diagnostics/gradient-flow", """
            {"networks":[{"cell":"rnn"},{"cell":"rnn","activation":"elu","spectralRadius":1.5},{"cell":"gru"},{"cell":"lstm"}],
             "hiddenSize":8,"layers":2,"timeSteps":5,"seed":7,"gradientClipping":{"type":"globalNorm","threshold":0.01}}\
            """);
        assertThat(flow.get("seed").asLong()).isEqualTo(7);
        assertThat(flow.get("flows")).hasSize(4).allSatisfy(one -> {
            assertThat(one.get("gradientNorms")).hasSize(5);
            assertThat(one.get("clipped").asBoolean()).isTrue();
            assertThat(one.get("clippedGradientNorm").asDouble()).isCloseTo(0.01, within(1e-5));
            assertThat(one.get("parameterGradientNorm").asDouble()).isGreaterThan(0.01);
        });
        assertThat(flow.at("/flows/0/activation").asString()).isEqualTo("tanh");
        assertThat(flow.at("/flows/0/initialScale").asDouble()).isEqualTo(1);
        assertThat(flow.at("/flows/1/spectralRadius").asDouble()).isEqualTo(1.5);
        assertThat(flow.at("/flows/3/forgetBias").asDouble()).isEqualTo(1);
    }

    @Test
    void whatFloat32DoesNotHoldIsNull() {
        var flow = post("/api/v1/diagnostics/gradient-flow", """
            {"networks":[{"cell":"rnn","activation":"relu","spectralRadius":100}],"hiddenSize":4,"timeSteps":60,"seed":7}\
            """).at("/flows/0");
        assertThat(flow.get("verdict").asString()).isEqualTo("explodes");
        assertThat(flow.get("gradientNorms").get(59).isNull()).isTrue();
        assertThat(flow.get("parameterGradientNorm").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                              | 422 | invalid          | /networks
        {"networks":[]}                                                 | 422 | invalid          | /networks
        {"networks":[null]}                                             | 422 | invalid          | /networks/0
        {"networks":[{}]}                                               | 422 | invalid          | /networks/0/cell
        {"networks":[{"cell":"rnn"},{"cell":"mlp"}]}                    | 422 | invalid          | /networks/1/cell
        {"networks":[{"cell":"gru","activation":"relu"}]}               | 422 | invalid          | /networks/0/activation
        {"networks":[{"cell":"rnn","forgetBias":1}]}                    | 422 | invalid          | /networks/0/forgetBias
        {"networks":[{"cell":"rnn","spectralRadius":0}]}                | 422 | invalid          | /networks/0/spectralRadius
        {"networks":[{"cell":"rnn","spectralRadius":1,"initialScale":1}]}| 422 | invalid         | /networks/0/initialScale
        {"networks":[{"cell":"rnn","radius":1}]}                        | 400 | unknown-property | /networks/0/radius
        {"networks":[{"cell":"rnn"}],"timeSteps":2001}                  | 422 | invalid          | /timeSteps
        {"networks":[{"cell":"rnn"}],"timeSteps":0}                     | 422 | invalid          | /timeSteps
        {"networks":[{"cell":"rnn"}],"hiddenSize":4097}                 | 422 | invalid          | /hiddenSize
        {"networks":[{"cell":"lstm"}],"hiddenSize":4096}                | 422 | invalid          | /timeSteps
        {"networks":[{"cell":"rnn"}],"layers":9}                        | 422 | invalid          | /layers
        {"networks":[{"cell":"rnn"}],"gradientClipping":{}}             | 422 | invalid          | /gradientClipping/type
        {"networks":[{"cell":"rnn"}],"gradientClipping":{"type":"none","threshold":1}} | 422 | invalid | /gradientClipping/threshold
        """)
    void namesTheFieldOfAFlow(String json, int status, String slug, String pointer) {
        var problem = api.post("/api/v1/diagnostics/gradient-flow", json).problem(status, slug);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void namesTheFieldOfATrace() {
        var model = imported(WorkedExample.file(1, 0, 0));
        for (var wrong : List.of(
                List.of("{}", "/text"),
                List.of("{\"text\":\"\"}", "/text"),
                List.of("{\"text\":\"%s\"}".formatted("A".repeat(20_001)), "/text"),
                List.of("{\"text\":\"A\",\"layers\":[1]}", "/layers/0"),
                List.of("{\"text\":\"A\",\"units\":[0,1]}", "/units/1"),
                List.of("{\"text\":\"A\",\"units\":[]}", "/units"),
                List.of("{\"text\":\"→\",\"unknownCharacters\":\"skip\"}", "/text"))) {
            assertThat(api.post(model + "/trace", wrong.get(0))
                            .problem(422, "invalid")
                            .at("/errors/0/pointer")
                            .asString())
                    .isEqualTo(wrong.get(1));
        }
        api.post(model + "/trace", "{\"text\":\"A→\"}").problem(422, "unknown-characters");
        api.post("/api/v1/models/nobody/trace", "{\"text\":\"A\"}").problem(404, "not-found");
        assertThat(api.post(model + "/gradient-flow", "{\"text\":\"A\"}")
                        .problem(422, "invalid")
                        .at("/errors/0/detail")
                        .asString())
                .contains("2 tokens");
        api.post("/api/v1/models/nobody/gradient-flow", "{\"text\":\"AB\"}").problem(404, "not-found");
    }

    @Test
    void limitsArePublished() {
        var limits = api.get("/api/v1/limits").expect(200).json();
        assertThat(limits.get("longhand.diagnostics.max-time-steps").asInt()).isEqualTo(2000);
        assertThat(limits.get("longhand.diagnostics.max-values").asInt()).isEqualTo(2_000_000);
    }
}
