package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a training job can be: every choice is taken, shown and done; what does not fit together is refused by its place. */
@ServiceTest
@Import(WorkersOnThreads.class)
class TrainingChoicesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String JOBS = "/api/v1/training-jobs";

    @Autowired
    private Api api;

    /** The smallest job of all, with a choice. */
    private static String request(String corpus, String choice) {
        var request = (ObjectNode) JSON.readTree(Api.small(corpus, "choices", 1));
        request.put("maxSteps", 2);
        merge(request, JSON.readTree(choice));
        return request.toString();
    }

    private static void merge(ObjectNode request, JsonNode choice) {
        for (var property : choice.properties()) {
            if (request.get(property.getKey()) instanceof ObjectNode object
                    && !property.getKey().equals("optimizer")) {
                merge(object, property.getValue());
            } else {
                request.set(property.getKey(), property.getValue());
            }
        }
    }

    static Stream<String> choices() {
        return """
            {"network": {"cell": "gru"}}
            {"network": {"cell": "rnn"}}
            {"network": {"cell": "rnn", "activation": "relu"}}
            {"network": {"cell": "rnn", "activation": "leakyRelu"}}
            {"network": {"cell": "rnn", "activation": "elu"}}
            {"network": {"dropout": 0.5, "recurrentDropout": 0.25}}
            {"network": {"tieEmbeddings": true}}
            {"initialization": {"input": "uniform", "recurrent": "uniform", "forgetBias": 2.0}}
            {"initialization": {"recurrent": "identity"}}
            {"averageDecay": 0.99}
            {"precision": "bf16"}
            {"optimizer": {"type": "sgd", "momentum": 0.5, "learningRate": 0.1}}
            {"optimizer": {"type": "rmsprop", "decay": 0.9, "epsilon": 1.0E-7}}
            {"optimizer": {"type": "adam", "beta1": 0.8, "beta2": 0.99, "weightDecay": 0.1}}
            {"optimizer": {"type": "adamw", "weightDecay": 0.1}}
            {"schedule": {"type": "constant", "warmupSteps": 1}}
            {"schedule": {"type": "step", "every": 10, "factor": 0.5}}
            {"schedule": {"type": "exponential", "every": 10, "factor": 0.5, "warmupSteps": 3}}
            {"schedule": {"type": "cosine", "finalFactor": 0.0}}
            {"schedule": {"type": "oneCycle", "rise": 0.4}}
            {"schedule": {"type": "plateau", "factor": 0.1, "patience": 0}}
            {"gradientClipping": {"type": "none"}}
            {"gradientClipping": {"type": "value", "threshold": 0.5}}
            {"gradientClipping": {"type": "perLayerNorm", "threshold": 0.5}}
            {"tokenizer": {"type": "char", "lowercase": true}}
            {"tokenizer": {"type": "word", "lowercase": true, "maxVocabulary": 50, "minCount": 1}}
            {"tokenizer": {"type": "bpe", "maxVocabulary": 280}}
            {"segmentation": "line"}
            {"segmentation": "sentence", "tokenizer": {"type": "bpe"}}
            """.lines();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceIsEchoed(String choice) {
        var request = request(api.corpus(Texts.rhyme(600)), choice);
        var submitted = api.post(JOBS, request).expect(202).json();
        assertContains(submitted.get("spec"), JSON.readTree(choice));
        var job = api.await(submitted.get("id").asString(), "succeeded", "failed");
        assertThat(job.get("spec")).isEqualTo(submitted.get("spec"));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceTrains(String choice) {
        var job = api.await(api.submit(request(api.corpus(Texts.rhyme(600)), choice)), "succeeded", "failed");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
    }

    private static void assertContains(JsonNode spec, JsonNode choice) {
        for (var property : choice.properties()) {
            var value = spec.get(property.getKey());
            if (property.getValue().isObject()) {
                assertContains(value, property.getValue());
            } else {
                assertThat(value).as(property.getKey()).isEqualTo(property.getValue());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"network":{"activation":"relu"}}                                       | /network/activation
        {"network":{"cell":"gru","activation":"elu"}}                           | /network/activation
        {"initialization":{"forgetBias":1},"network":{"cell":"gru"}}            | /initialization/forgetBias
        {"initialization":{"forgetBias":1},"network":{"cell":"rnn"}}            | /initialization/forgetBias
        {"tokenizer":{"maxVocabulary":500}}                                     | /tokenizer/maxVocabulary
        {"tokenizer":{"type":"char","maxVocabulary":500}}                       | /tokenizer/maxVocabulary
        {"tokenizer":{"type":"char","minCount":2}}                              | /tokenizer/minCount
        {"tokenizer":{"type":"bpe","lowercase":false}}                          | /tokenizer/lowercase
        {"tokenizer":{"type":"bpe","minCount":2}}                               | /tokenizer/minCount
        {"tokenizer":{"type":"bpe","maxVocabulary":255}}                        | /tokenizer/maxVocabulary
        {"optimizer":{"momentum":0.9}}                                          | /optimizer/momentum
        {"optimizer":{"type":"adam","decay":0.9}}                               | /optimizer/decay
        {"optimizer":{"type":"adamw","momentum":0.9}}                           | /optimizer/momentum
        {"optimizer":{"type":"sgd","beta1":0.9}}                                | /optimizer/beta1
        {"optimizer":{"type":"sgd","epsilon":0.1}}                              | /optimizer/epsilon
        {"optimizer":{"type":"rmsprop","beta2":0.9}}                            | /optimizer/beta2
        {"schedule":{"every":5}}                                                | /schedule/every
        {"schedule":{"type":"constant","factor":0.5}}                           | /schedule/factor
        {"schedule":{"type":"step","finalFactor":0.5}}                          | /schedule/finalFactor
        {"schedule":{"type":"cosine","rise":0.5}}                               | /schedule/rise
        {"schedule":{"type":"oneCycle","patience":2}}                           | /schedule/patience
        {"schedule":{"type":"plateau","every":2}}                               | /schedule/every
        {"schedule":{"type":"plateau"},"validationFraction":0}                  | /schedule/type
        {"schedule":{"type":"plateau","patience":3},"earlyStopping":{"patience":4}} | /schedule/patience
        {"gradientClipping":{"type":"none","threshold":1}}                      | /gradientClipping/threshold
        """)
    void whatDoesNotFitTogetherIsRefusedByItsPlace(String choice, String pointer) {
        var corpus = api.corpus(Texts.rhyme(600));
        var problem = api.post(JOBS, choice.replaceFirst("\\{", "{\"corpusId\":\"" + corpus + "\","))
                .problem(422, "invalid");
        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var problem =
                api.post(JOBS, """
                    {"corpusId": "%s", "optimizer": {"momentum": 0.5, "decay": 0.5}, "network": {"activation": "elu"}}\
                    """.formatted(api.corpus(Texts.rhyme(600)))).problem(422, "invalid");
        assertThat(problem.get("errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/optimizer/decay", "/optimizer/momentum", "/network/activation");
    }

    @Test
    void autoSuitsASmallTextAndShowsWhatItChose() {
        var corpus = api.corpus(Texts.rhyme(2000));
        var spec = api.post(JOBS, "{\"corpusId\":\"%s\",\"maxSteps\":1}".formatted(corpus))
                .expect(202)
                .json()
                .get("spec");
        assertThat(spec.get("preset").asString()).isEqualTo("auto");
        assertThat(spec.at("/network/hiddenSize").asInt()).isLessThan(256);
        assertThat(spec.at("/network/dropout").asDouble()).isPositive();
        assertThat(spec.get("batchSize").asInt()).isLessThan(32);
        var named = api.post(JOBS, "{\"corpusId\":\"%s\",\"maxSteps\":1,\"preset\":\"small\"}".formatted(corpus))
                .expect(202)
                .json()
                .get("spec");
        assertThat(named.get("preset").asString()).isEqualTo("small");
        assertThat(named.at("/network/hiddenSize").asInt())
                .isGreaterThan(spec.at("/network/hiddenSize").asInt());
    }

    @Test
    void aPresetThatDoesNotExistIsAnsweredWithThoseThatDo() {
        var problem = api.post(JOBS, "{\"corpusId\":\"%s\",\"preset\":\"huge\"}".formatted(api.corpus("text")))
                .problem(422, "invalid");
        assertThat(problem.get("detail").asString())
                .contains("/preset must be one of auto, tiny, small, default, large, shakespeare-best");
    }

    /** White space has no words: nothing is left to learn from. */
    @Test
    void aTextThatBecomesTooFewTokensEndsInAJobThatSaysSo() {
        var corpus = api.corpus("a".repeat(40) + " ".repeat(4000));
        var request = request(corpus, "{\"tokenizer\": {\"type\": \"word\"}}");
        var job = api.await(api.submit(request), "failed", "succeeded");
        assertThat(job.at("/error/code").asString()).isEqualTo("corpus_too_small");
        assertThat(job.at("/error/message").asString()).contains("batchSize");
    }

    @Test
    void stepsAreCountedAnewWhenTheTokensAreKnown() {
        var request = request(api.corpus(Texts.rhyme(600)), "{\"tokenizer\": {\"type\": \"bpe\"}, \"maxSteps\": null}");
        var job = api.await(api.submit(request), "succeeded", "failed");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/progress/totalSteps").asLong())
                .isEqualTo(job.at("/progress/step").asLong());
        assertThat(job.at("/metrics/bitsPerCharacter").asDouble())
                .isLessThan(job.at("/metrics/validationLoss").asDouble() / Math.log(2));
    }
}
