package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.longhand.engine.OnnxSession;
import dev.longhand.training.WorkersOnThreads;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServiceTest
@Import(WorkersOnThreads.class)
class ModelApiTest {
    /** Three letters, one embedding, one unit: all tensors together are 28 floats. */
    private static final String HAND_MADE = """
        {"__metadata__":{"longhand.format":"1",
          "longhand.network":"{\\"cell\\":\\"lstm\\",\\"layers\\":1,\\"hiddenSize\\":1,\\"embeddingSize\\":1,\\"vocabularySize\\":3}",
          "longhand.tokenizer":"{\\"type\\":\\"char\\",\\"vocabulary\\":[\\"A\\",\\"B\\",\\"C\\"]}"},
         "embedding.weight":{"dtype":"F32","shape":[3,1],"data_offsets":[0,12]},
         "lstm.weight_ih_l0":{"dtype":"F32","shape":[4,1],"data_offsets":[12,28]},
         "lstm.weight_hh_l0":{"dtype":"F32","shape":[4,1],"data_offsets":[28,44]},
         "lstm.bias_ih_l0":{"dtype":"F32","shape":[4],"data_offsets":[44,60]},
         "lstm.bias_hh_l0":{"dtype":"F32","shape":[4],"data_offsets":[60,76]},
         "decoder.weight":{"dtype":"F32","shape":[3,1],"data_offsets":[76,88]},
         "decoder.bias":{"dtype":"F32","shape":[3],"data_offsets":[88,100]}}\
        """;

    @Autowired
    private Api api;

    private static byte[] file(String header, float... values) {
        var json = header.getBytes(StandardCharsets.UTF_8);
        var file = ByteBuffer.allocate(Long.BYTES + json.length + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json);
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }

    private Api.Answer importModel(String name, byte[] file) {
        return api.upload("/api/v1/models", "model.safetensors", file, name);
    }

    @Test
    void anExportedModelIsImportedAndWritesTheSame() throws Exception {
        var job = api.train(api.corpus(Texts.rhyme(300)), "exported");
        var id = job.get("modelId").asString();
        var artifact = api.get("/api/v1/models/" + id + "/artifact").expect(200);
        var bytes = artifact.response().body();
        assertThat(artifact.response()
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .contains("exported-1.safetensors");
        var model = api.get("/api/v1/models/" + id).expect(200).json();
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo(model.get("sha256").asString());
        assertThat(bytes).hasSize(model.get("bytes").asInt());
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain(job.get("id").asString())
                .doesNotContain(job.get("corpusId").asString());

        var imported = importModel("imported", bytes).expect(201).json();
        assertThat(imported.get("sha256")).isEqualTo(model.get("sha256"));
        assertThat(imported.get("jobId").isNull()).isTrue();
        assertThat(imported.get("lineage")).isEqualTo(model.get("lineage"));
        var request = "{\"prompt\":\"three \",\"maxTokens\":60,\"seed\":5}";
        assertThat(api.post("/api/v1/models/imported/generate", request)
                        .expect(200)
                        .json()
                        .get("choices"))
                .isEqualTo(api.post("/api/v1/models/" + id + "/generate", request)
                        .expect(200)
                        .json()
                        .get("choices"));
    }

    @Test
    void anOnnxFileComputesWhatTheServiceComputes() throws OrtException {
        var tokenizer = "{\"type\":\"char\",\"vocabulary\":[\"A\",\"B\",\"C\"]}";
        var model = importModel("graph", ChainModel.file(tokenizer, "stream", 3, 0, 1, 2))
                .expect(201)
                .json();
        var path = "/api/v1/models/graph/artifact?format=";
        var answer = api.get(path + "onnx").expect(200);
        var headers = answer.response().headers();
        assertThat(headers.firstValue("Content-Disposition").orElseThrow()).contains("graph-1.onnx");
        assertThat(headers.firstValueAsLong("Content-Length"))
                .hasValue(answer.response().body().length);

        var scored = api.post("/api/v1/models/graph/score", "{\"text\":\"ABCACA\"}")
                .expect(200)
                .json()
                .get("perToken");
        try (var session = new OnnxSession(answer.response().body(), 1)) {
            assertThat(session.metadata()).containsEntry("longhand.tokenizer", tokenizer);
            var ids = new long[][] {{0}, {1}, {2}, {0}, {2}, {0}};
            var logits = session.read(ids);
            for (int t = 1; t < ids.length; t++) {
                assertThat(logProbability(logits[t - 1][0], (int) ids[t][0]))
                        .isCloseTo(scored.get(t).get("logprob").asDouble(), within(1e-4));
            }
        }

        var tag = headers.firstValue("ETag").orElseThrow();
        assertThat(tag)
                .contains(model.get("sha256").asString())
                .isNotEqualTo("\"" + model.get("sha256").asString() + "\"");
        api.send(api.request(path + "onnx").header("If-None-Match", tag)).expect(304);
        assertThat(api.get(path + "safetensors").expect(200).response().body())
                .isEqualTo(api.get("/api/v1/models/graph/artifact")
                        .expect(200)
                        .response()
                        .body());
        assertThat(api.get(path + "tflite")
                        .problem(422, "invalid")
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("format");
        api.get("/api/v1/models/nobody/artifact?format=onnx").problem(404, "not-found");
    }

    private static double logProbability(float[] logits, int id) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[id]);
        }
        return -Math.log(sum);
    }

    @Test
    void aFileMadeByHandIsServed() {
        var values = new float[25];
        values[23] = 9; // the decoder's bias of B
        var model = importModel("by-hand", file(HAND_MADE, values)).expect(201).json();
        assertThat(model.get("parameters").asInt()).isEqualTo(3 + 4 + 4 + 4 + 3 + 3);
        assertThat(model.at("/tokenizer/vocabularySize").asInt()).isEqualTo(3);
        var text = api.post("/api/v1/models/by-hand/generate", "{\"prompt\":\"A\",\"maxTokens\":4,\"temperature\":0}")
                .expect(200)
                .json();
        assertThat(text.at("/choices/0/text").asString()).isEqualTo("BBBB");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "longhand.format":"1"       | "longhand.format":"2"       | longhand.format
        "longhand.format":"1",      | ''                          | longhand.format
        \\"lstm\\"                  | \\"mlp\\"                   | cell
        \\"layers\\":1              | \\"layers\\":9              | layers
        \\"layers\\":1              | \\"layers\\":1.5            | longhand.network
        \\"layers\\":1              | \\"depth\\":1               | depth
        \\"A\\",\\"B\\",\\"C\\"     | \\"A\\",\\"B\\"             | tokenizer has 2
        \\"A\\",\\"B\\",\\"C\\"     | \\"A\\",\\"A\\",\\"C\\"     | twice
        \\"A\\",\\"B\\",\\"C\\"     | \\"A\\",\\"BB\\",\\"C\\"    | BB
        \\"A\\",\\"B\\",\\"C\\"     | \\"A\\",null,\\"C\\"        | null
        "decoder.bias"              | "decoder.offset"            | decoder
        "shape":[3],                | "shape":[4],                | decoder.bias
        "F32","shape":[3],          | "F16","shape":[3],          | F16
        [88,100]                    | [84,100]                    | decoder.bias
        [88,100]                    | [88,104]                    | decoder.bias
        """)
    void refusesAFileThatDoesNotFitAndSaysWhy(String part, String instead, String named) {
        assertThat(HAND_MADE).contains(part);
        var problem = importModel("wrong", file(HAND_MADE.replace(part, instead), new float[25]))
                .problem(422, "bad-artifact");
        assertThat(problem.get("detail").asString()).contains(named);
        api.get("/api/v1/models/wrong").problem(404, "not-found");
    }

    @Test
    void refusesOtherFiles() {
        importModel("wrong", new byte[0]).problem(422, "bad-artifact");
        importModel("wrong", "no model at all".getBytes(StandardCharsets.UTF_8)).problem(422, "bad-artifact");
        importModel("wrong", file(HAND_MADE, new float[24])).problem(422, "bad-artifact");
        var notFinite = new float[25];
        notFinite[3] = Float.NaN;
        assertThat(importModel("wrong", file(HAND_MADE, notFinite))
                        .problem(422, "bad-artifact")
                        .get("detail")
                        .asString())
                .contains("NaN");
        assertThat(importModel("wrong", new byte[400 * 1024])
                        .problem(413, "too-large")
                        .get("limit")
                        .asString())
                .isEqualTo("longhand.models.max-artifact-size");
        importModel("no/name", file(HAND_MADE, new float[25])).problem(422, "invalid");
        importModel("0198f3a0-0000-7000-8000-000000000000", file(HAND_MADE, new float[25]))
                .problem(422, "invalid");
    }

    @Test
    void aNameCountsVersionsAndAliasesMove() {
        for (int version = 1; version <= 3; version++) {
            var model = importModel("counted", file(HAND_MADE, new float[25]))
                    .expect(201)
                    .json();
            assertThat(model.get("version").asInt()).isEqualTo(version);
        }
        assertThat(api.get("/api/v1/models/counted").json().get("version").asInt())
                .isEqualTo(3);
        assertThat(api.get("/api/v1/models/counted:2").json().get("version").asInt())
                .isEqualTo(2);

        assertThat(api.put("/api/v1/models/counted/aliases/live", "{\"version\":1}")
                        .expect(200)
                        .json()
                        .get("aliases")
                        .toString())
                .isEqualTo("[\"live\"]");
        assertThat(api.get("/api/v1/models/counted@live").json().get("version").asInt())
                .isEqualTo(1);
        api.put("/api/v1/models/counted/aliases/live", "{\"version\":2}").expect(200);
        assertThat(api.get("/api/v1/models/counted@live").json().get("version").asInt())
                .isEqualTo(2);
        api.delete("/api/v1/models/counted@live").problem(409, "conflict");
        api.delete("/api/v1/models/counted/aliases/live").expect(204);
        api.delete("/api/v1/models/counted/aliases/live").problem(404, "not-found");
        api.get("/api/v1/models/counted@live").problem(404, "not-found");
        api.put("/api/v1/models/counted/aliases/live", "{\"version\":9}").problem(404, "not-found");
        api.put("/api/v1/models/counted/aliases/live", "{}").problem(422, "invalid");

        // a version is never given twice
        api.delete("/api/v1/models/counted:3").expect(204);
        assertThat(api.get("/api/v1/models/counted").json().get("version").asInt())
                .isEqualTo(2);
        assertThat(importModel("counted", file(HAND_MADE, new float[25]))
                        .expect(201)
                        .json()
                        .get("version")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void aDeletedModelIsGoneForEverybody() {
        var id = importModel("gone", file(HAND_MADE, new float[25]))
                .expect(201)
                .json()
                .get("id")
                .asString();
        api.post("/api/v1/models/gone/generate", "{\"prompt\":\"A\"}").expect(200);
        api.delete("/api/v1/models/" + id).expect(204);
        api.get("/api/v1/models/" + id).problem(404, "not-found");
        api.get("/api/v1/models/" + id + "/artifact").problem(404, "not-found");
        api.post("/api/v1/models/gone/generate", "{\"prompt\":\"A\"}").problem(404, "not-found");
        assertThat(api.get("/api/v1/models?limit=100").expect(200).text()).doesNotContain(id);
    }
}
