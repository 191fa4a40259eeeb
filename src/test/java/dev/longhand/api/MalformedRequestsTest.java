package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Whatever comes in, a problem goes out that names what is wrong. */
@ServiceTest
class MalformedRequestsTest {
    private static final String JOBS = "/api/v1/training-jobs";

    @Autowired
    private Api api;

    @Value("${local.server.port}")
    private int port;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"network":{"layers":9}}                 | 422 | invalid           | /network/layers
        {"network":{"layers":0}}                 | 422 | invalid           | /network/layers
        {"network":{"layers":1.5}}               | 422 | invalid           | /network/layers
        {"network":{"layers":"two"}}             | 422 | invalid           | /network/layers
        {"network":{"layers":"2"}}               | 422 | invalid           | /network/layers
        {"network":{"layers":99999999999999}}    | 422 | invalid           | /network/layers
        {"network":{"cell":"transformer"}}       | 422 | invalid           | /network/cell
        {"network":{"cell":0}}                   | 422 | invalid           | /network/cell
        {"network":[]}                           | 422 | invalid           | /network
        {"network":{"hiddenUnits":3}}            | 400 | unknown-property  | /network/hiddenUnits
        {"learningRate":0.1}                     | 400 | unknown-property  | /learningRate
        {"optimizer":{"learningRate":1e999}}     | 422 | invalid           | /optimizer/learningRate
        {"optimizer":{"learningRate":-1e999}}    | 422 | invalid           | /optimizer/learningRate
        {"optimizer":{"learningRate":"NaN"}}     | 422 | invalid           | /optimizer/learningRate
        {"optimizer":{"learningRate":"Infinity"}}| 422 | invalid           | /optimizer/learningRate
        {"optimizer":{"learningRate":0}}         | 422 | invalid           | /optimizer/learningRate
        {"optimizer":{"type":"lion"}}            | 422 | invalid           | /optimizer/type
        {"gradientClipping":{"threshold":-1}}    | 422 | invalid           | /gradientClipping/threshold
        {"batchSize":0}                          | 422 | invalid           | /batchSize
        {"batchSize":true}                       | 422 | invalid           | /batchSize
        {"sequenceLength":1000000}               | 422 | invalid           | /sequenceLength
        {"validationFraction":0.9}               | 422 | invalid           | /validationFraction
        {"maxDuration":"tomorrow"}               | 422 | invalid           | /maxDuration
        {"maxDuration":"-PT1S"}                  | 422 | invalid           | /maxDuration
        {"modelName":"a/b"}                      | 422 | invalid           | /modelName
        {"seed":1e40}                            | 422 | invalid           | /seed
        {"corpusId":"17"}                        | 422 | invalid           | /corpusId
        {"corpusId":null}                        | 422 | invalid           | /corpusId
        {}                                       | 422 | invalid           | /corpusId
        {"preset":"huge"}                        | 422 | invalid           | /preset
        {"segmentation":"page"}                  | 422 | invalid           | /segmentation
        {"precision":"float16"}                  | 422 | invalid           | /precision
        {"averageDecay":1}                       | 422 | invalid           | /averageDecay
        {"averageDecay":-0.1}                    | 422 | invalid           | /averageDecay
        {"tokenizer":{"type":"byte"}}            | 422 | invalid           | /tokenizer/type
        {"tokenizer":{"maxVocabulary":1}}        | 422 | invalid           | /tokenizer/maxVocabulary
        {"tokenizer":{"minCount":0}}             | 422 | invalid           | /tokenizer/minCount
        {"network":{"activation":"sigmoid"}}     | 422 | invalid           | /network/activation
        {"network":{"dropout":0.91}}             | 422 | invalid           | /network/dropout
        {"network":{"recurrentDropout":-0.1}}    | 422 | invalid           | /network/recurrentDropout
        {"network":{"tieEmbeddings":"yes"}}      | 422 | invalid           | /network/tieEmbeddings
        {"initialization":{"input":"zero"}}      | 422 | invalid           | /initialization/input
        {"initialization":{"recurrent":"he"}}    | 422 | invalid           | /initialization/recurrent
        {"initialization":{"forgetBias":1e9}}    | 422 | invalid           | /initialization/forgetBias
        {"initialization":{"bias":1}}            | 400 | unknown-property  | /initialization/bias
        {"optimizer":{"momentum":1}}             | 422 | invalid           | /optimizer/momentum
        {"optimizer":{"decay":-1}}               | 422 | invalid           | /optimizer/decay
        {"optimizer":{"beta1":1}}                | 422 | invalid           | /optimizer/beta1
        {"optimizer":{"beta2":1.5}}              | 422 | invalid           | /optimizer/beta2
        {"optimizer":{"epsilon":0}}              | 422 | invalid           | /optimizer/epsilon
        {"optimizer":{"weightDecay":2}}          | 422 | invalid           | /optimizer/weightDecay
        {"schedule":{"type":"linear"}}           | 422 | invalid           | /schedule/type
        {"schedule":{"warmupSteps":-1}}          | 422 | invalid           | /schedule/warmupSteps
        {"schedule":{"every":0}}                 | 422 | invalid           | /schedule/every
        {"schedule":{"factor":0}}                | 422 | invalid           | /schedule/factor
        {"schedule":{"finalFactor":1.1}}         | 422 | invalid           | /schedule/finalFactor
        {"schedule":{"rise":1}}                  | 422 | invalid           | /schedule/rise
        {"schedule":{"patience":-1}}             | 422 | invalid           | /schedule/patience
        {"gradientClipping":{"type":"norm"}}     | 422 | invalid           | /gradientClipping/type
        {"gradientClipping":{"threshold":0}}     | 422 | invalid           | /gradientClipping/threshold
        """)
    void namesTheFieldOfATrainingJob(String json, int status, String slug, String pointer) {
        var body = json.contains("corpusId") || json.equals("{}")
                ? json
                : json.replaceFirst("\\{", "{\"corpusId\":\"0198f3a0-0000-7000-8000-000000000000\",");
        var problem = api.post(JOBS, body).problem(status, slug);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"temperature":-0.1}        | 422 | invalid          | /temperature
        {"temperature":1e999}       | 422 | invalid          | /temperature
        {"temperature":"warm"}      | 422 | invalid          | /temperature
        {"topP":0}                  | 422 | invalid          | /topP
        {"topP":1.01}               | 422 | invalid          | /topP
        {"topK":-1}                 | 422 | invalid          | /topK
        {"maxTokens":0}             | 422 | invalid          | /maxTokens
        {"n":0}                     | 422 | invalid          | /n
        {"stop":[""]}               | 422 | invalid          | /stop/0
        {"stop":[null]}             | 422 | invalid          | /stop/0
        {"stop":"x"}                | 422 | invalid          | /stop
        {"prompt":7}                | 422 | invalid          | /prompt
        {"seed":1.5}                | 422 | invalid          | /seed
        {"unknownCharacters":"eat"} | 422 | invalid          | /unknownCharacters
        {"minP":1.5}                | 422 | invalid          | /minP
        {"temprature":0.5}          | 400 | unknown-property | /temprature
        """)
    void namesTheFieldOfAGeneration(String json, int status, String slug, String pointer) {
        var problem = api.post("/api/v1/models/none/generate", json).problem(status, slug);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''
        {
        null
        []
        17
        "text"
        {"corpusId"}
        {"epochs":1}{"epochs":2}
        {"epochs":01}
        {"epochs":NaN}
        {"epochs":1,"epochs":2}
        """)
    void saysWhereJsonIsBroken(String body) {
        api.post(JOBS, body).problem(400, "malformed-request");
    }

    @Test
    void survivesJsonThatIsDeepLongOrNotUtf8() {
        api.post(JOBS, "[".repeat(20_000)).problem(400, "malformed-request");
        api.post(JOBS, "{\"seed\":" + "9".repeat(5_000) + "}").expect(400);
        api.post(JOBS, "application/json", new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'})
                .problem(400, "malformed-request");
        api.post(JOBS, "{\"" + "x".repeat(60_000) + "\":1}").expect(400);
    }

    @Test
    void knowsItsPathsMethodsAndMediaTypes() {
        api.get("/nothing.html").problem(404, "not-found");
        api.get("/api/v1/nothing").problem(404, "not-found");
        api.get("/api/v1/corpora/not-a-uuid").problem(404, "not-found");
        api.get("/api/v1/corpora/0198f3a0-0000-7000-8000-000000000000").problem(404, "not-found");
        api.get("/api/v1/models/a:b:c").problem(404, "not-found");
        api.get("/api/v1/models/%F0%9F%90%BB").problem(404, "not-found");
        api.get("/api/v1/training-jobs/0198f3a0-0000-7000-8000-000000000000/metrics")
                .problem(404, "not-found");
        api.post(JOBS + "/0198f3a0-0000-7000-8000-000000000000/cancel", "").problem(404, "not-found");
        api.delete(JOBS).problem(405, "method-not-allowed");
        api.post(JOBS, "application/xml", "<job/>".getBytes(StandardCharsets.UTF_8))
                .problem(415, "unsupported-media-type");
        api.send(api.request(JOBS)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                .problem(415, "unsupported-media-type");
        api.send(api.request(JOBS).header("Accept", "image/png")).problem(406, "not-acceptable");
        api.post("/api/v1/corpora", "multipart/form-data", new byte[] {1, 2, 3}).problem(400, "malformed-request");
        api.post("/api/v1/corpora", "multipart/form-data; boundary=x", new byte[] {1, 2, 3})
                .problem(422, "invalid");
        api.post("/api/v1/models", "multipart/form-data; boundary=x", "--x--\r\n".getBytes(StandardCharsets.UTF_8))
                .problem(422, "invalid");
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=101", "limit=many", "after=x", "limit=99999999999"})
    void namesAParameterThatIsWrong(String query) {
        var problem = api.get("/api/v1/models?" + query).problem(422, "invalid");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=%FF", "limit=20&=x", "class=%ED%A0%80", "order=desc%C0%AE"})
    void refusesParametersThatCannotBeRead(String query) {
        api.get("/api/v1/training-jobs?" + query).problem(400, "malformed-request");
        var error = api.get("/v1/files?" + query).expect(400).json().get("error");
        assertThat(error.get("code").asString()).isEqualTo("malformed_request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1/models\\x HTTP/1.1",
        "GET /api/v1/models?a=%ZZ|{ HTTP/1.1",
        "GET /api/v1/models/%2e%2e%2fsecret HTTP/1.1",
        "GET /api/v1/%00 HTTP/1.1",
        "NONSENSE",
        "GET /api/v1/models;x=1/../../etc HTTP/1.1",
        "GET /api/v1/models HTTP/2.0",
        "CONNECT /api/v1/models HTTP/1.1",
        "'GET /api/v1/models HTTP/1.1\r\nTransfer-Encoding: nonsense'"
    })
    void answersBrokenHttpWithoutFalling(String line) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Exception", "org.apache");
        }
        api.get("/actuator/health").expect(200);
    }
}
