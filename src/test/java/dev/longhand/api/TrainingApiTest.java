package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.longhand.training.WorkersOnThreads;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@ServiceTest
@Import(WorkersOnThreads.class)
class TrainingApiTest {
    @Autowired
    private Api api;

    @Test
    void aCorpusBecomesAModelThatWrites() {
        var corpus = api.corpus(Texts.rhyme(600));
        var submitted = api.post("/api/v1/training-jobs", Api.small(corpus, "main-job", 8))
                .expect(202);
        assertThat(submitted.location())
                .isEqualTo("/api/v1/training-jobs/" + submitted.json().get("id").asString());
        assertThat(submitted.json().get("status").asString()).isEqualTo("queued");

        var job = api.await(submitted.json().get("id").asString(), "succeeded", "failed");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        assertThat(job.at("/progress/percent").asDouble()).isEqualTo(100);
        assertThat(job.at("/progress/step").asLong())
                .isEqualTo(job.at("/progress/totalSteps").asLong());
        assertThat(job.at("/progress/tokensSeen").asLong())
                .isEqualTo(64 * job.at("/progress/step").asLong());
        var loss = job.at("/metrics/validationLoss").asDouble();
        assertThat(loss).isBetween(0.0, 2.0);
        assertThat(job.at("/metrics/perplexity").asDouble()).isEqualTo(Math.exp(loss));
        assertThat(job.at("/metrics/bitsPerCharacter").asDouble()).isEqualTo(loss / Math.log(2));
        assertThat(job.at("/metrics/gradientNorm").asDouble()).isPositive();
        assertThat(job.at("/metrics/clippedShare").asDouble()).isBetween(0.0, 1.0);
        assertThat(job.at("/metrics/suggestedThreshold").asDouble()).isBetween(0.01, 100.0);
        assertThat(job.get("error").isNull()).isTrue();
        assertThat(job.get("finishedAt").isNull()).isFalse();

        var model = api.get("/api/v1/models/" + job.get("modelId").asString())
                .expect(200)
                .json();
        assertThat(model.at("/metrics/validationLoss").asDouble()).isLessThanOrEqualTo(loss);
        assertThat(model.get("jobId").asString()).isEqualTo(job.get("id").asString());

        var text = api.post("/api/v1/models/main-job/generate", "{\"prompt\":\"one,\",\"maxTokens\":50,\"seed\":1}")
                .expect(200)
                .json();
        assertThat(text.at("/choices/0/text").asString()).hasSize(50);
    }

    @Test
    void everyDefaultIsEchoed() {
        var corpus = api.corpus(Texts.rhyme(14_000));
        var spec = api.post("/api/v1/training-jobs", "{\"corpusId\":\"%s\",\"maxSteps\":1}".formatted(corpus))
                .expect(202)
                .json()
                .get("spec");
        assertThat(spec.get("seed").asLong()).isNotNegative();
        assertThat(spec.get("modelName").asString()).isEqualTo("test");
        assertThat(spec.at("/tokenizer/type").asString()).isEqualTo("char");
        assertThat(spec.at("/network").toString())
                .isEqualTo("{\"cell\":\"lstm\",\"activation\":\"tanh\",\"layers\":2,\"hiddenSize\":256,"
                        + "\"embeddingSize\":64,\"dropout\":0.0,\"recurrentDropout\":0.0,\"tieEmbeddings\":false}");
        assertThat(spec.at("/optimizer").toString())
                .isEqualTo("{\"type\":\"adam\",\"learningRate\":0.002,\"beta1\":0.9,\"beta2\":0.999,"
                        + "\"epsilon\":1.0E-8,\"weightDecay\":0.0}");
        assertThat(spec.at("/schedule").toString()).isEqualTo("{\"type\":\"constant\",\"warmupSteps\":0}");
        assertThat(spec.at("/gradientClipping").toString()).isEqualTo("{\"type\":\"globalNorm\",\"threshold\":1.0}");
        assertThat(spec.at("/checkpointEvery").asString()).isEqualTo("PT1M");
        assertThat(spec.at("/earlyStopping/patience").asInt()).isEqualTo(3);
    }

    @Test
    void anEchoedSpecCanBeSubmittedAgainAndGivesTheSameModel() {
        var first = api.train(api.corpus(Texts.rhyme(300)), "twice");
        var again = api.await(api.submit(first.get("spec").toString()), "succeeded", "failed");
        assertThat(sha256(again)).isEqualTo(sha256(first));
        assertThat(again.get("modelId").asString())
                .isNotEqualTo(first.get("modelId").asString());
    }

    @Test
    void theSameTextUploadedTwiceGivesTheSameModelUnderAnyName() {
        var first = api.train(api.corpus(Texts.rhyme(300)), "this-name");
        var second = api.train(api.corpus(Texts.rhyme(300)), "that-name");
        assertThat(sha256(second)).isEqualTo(sha256(first));
    }

    private String sha256(JsonNode job) {
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return api.get("/api/v1/models/" + job.get("modelId").asString())
                .expect(200)
                .json()
                .get("sha256")
                .asString();
    }

    @Test
    void theSecondJobWaitsForTheFirst() {
        var corpus = api.corpus(Texts.rhyme(400));
        var first = api.submit(Api.small(corpus, "long", 10_000));
        api.await(first, "running");
        var second = api.submit(Api.small(corpus, "short", 1));
        assertThat(api.await(second, "queued").get("startedAt").isNull()).isTrue();
        api.post("/api/v1/training-jobs/" + first + "/cancel", "").expect(200);
        var cancelled = api.await(first, "cancelled");
        assertThat(cancelled.get("modelId").isNull()).isTrue();
        assertThat(cancelled.get("finishedAt").isNull()).isFalse();
        api.await(second, "succeeded");
    }

    @Test
    void aQueuedJobIsCancelledAtOnceAndAnEndedOneNotAtAll() {
        var corpus = api.corpus(Texts.rhyme(400));
        var first = api.submit(Api.small(corpus, "long", 10_000));
        api.await(first, "running");
        var second = api.submit(Api.small(corpus, "never", 1));
        var cancelled = api.post("/api/v1/training-jobs/" + second + "/cancel", "")
                .expect(200)
                .json();
        assertThat(cancelled.get("status").asString()).isEqualTo("cancelled");
        api.post("/api/v1/training-jobs/" + second + "/cancel", "").problem(409, "conflict");
        api.post("/api/v1/training-jobs/" + first + "/cancel", "").expect(200);
        api.await(first, "cancelled");
    }

    @Test
    void refusesAJobWhenTheQueueIsFull() {
        var corpus = api.corpus(Texts.rhyme(400));
        var running = api.submit(Api.small(corpus, "long", 10_000));
        api.await(running, "running");
        var waiting = new String[4];
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = api.submit(Api.small(corpus, "waits", 1));
        }
        var refused = api.post("/api/v1/training-jobs", Api.small(corpus, "too-many", 1));
        assertThat(refused.problem(429, "queue-full").get("detail").asString()).contains("4 jobs");
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
        for (var job : waiting) {
            api.post("/api/v1/training-jobs/" + job + "/cancel", "").expect(200);
        }
        api.post("/api/v1/training-jobs/" + running + "/cancel", "").expect(200);
        api.await(running, "cancelled");
    }

    @Test
    void namesTheMinimumWhenTheCorpusIsTooSmall() {
        var request = "{\"corpusId\":\"%s\",\"batchSize\":4,\"sequenceLength\":16,\"maxSteps\":1,"
                + "\"network\":{\"hiddenSize\":8}}";
        var problem = api.post("/api/v1/training-jobs", request.formatted(api.corpus("a".repeat(71))))
                .problem(422, "corpus-too-small");
        assertThat(problem.get("characters").asInt()).isEqualTo(71);
        assertThat(problem.get("minimum").asInt()).isEqualTo(72);
        var enough = api.submit(request.formatted(api.corpus("a".repeat(72))));
        api.await(enough, "succeeded");
    }

    @Test
    void refusesAJobThatNeedsMoreMemoryThanThereIs() {
        var problem = api.post("/api/v1/training-jobs", """
            {"corpusId": "%s", "batchSize": 1024, "sequenceLength": 256, "validationFraction": 0,
             "network": {"layers": 8, "hiddenSize": 4096}}\
            """.formatted(api.corpus("ab".repeat(150 * 1024))))
                .problem(422, "over-budget");
        assertThat(problem.get("needs").asLong())
                .isGreaterThan(problem.get("has").asLong());
    }

    @Test
    void theSeriesOfMetricsFallsAndHasEveryEpoch() {
        var job = api.train(api.corpus(Texts.rhyme(600)), "series");
        var points = api.get("/api/v1/training-jobs/" + job.get("id").asString() + "/metrics")
                .expect(200)
                .json();
        assertThat(points.size()).isGreaterThan(3);
        int validations = 0;
        long before = 0;
        for (var point : points) {
            var norms = point.get("layerGradientNorms");
            assertThat(norms.propertyNames()).containsExactly("decoder", "embedding", "lstm.0", "lstm.1");
            assertThat(Math.sqrt(norms.valueStream()
                            .mapToDouble(norm -> norm.asDouble() * norm.asDouble())
                            .sum()))
                    .as("every step is a point here")
                    .isCloseTo(point.get("gradientNorm").asDouble(), withinPercentage(1e-9));
            assertThat(point.get("step").asLong()).isGreaterThan(before);
            before = point.get("step").asLong();
            validations += point.get("validationLoss").isNull() ? 0 : 1;
        }
        assertThat(job.at("/metrics/layerGradientNorms"))
                .isEqualTo(points.get(points.size() - 1).get("layerGradientNorms"));
        assertThat(validations).isEqualTo(3);
        assertThat(points.get(points.size() - 1).get("trainLoss").asDouble())
                .isLessThan(points.get(0).get("trainLoss").asDouble());
    }

    @Test
    void maxDurationPublishesWhatWasLearned() {
        var corpus = api.corpus(Texts.rhyme(600));
        var request = Api.small(corpus, "in-time", 10_000).replaceFirst("\\{", "{\"maxDuration\":\"PT1S\",");
        var job = api.await(api.submit(request), "succeeded", "failed");
        assertThat(job.get("modelId").isNull()).isFalse();
        assertThat(job.at("/progress/step").asLong())
                .isLessThan(job.at("/progress/totalSteps").asLong());
    }

    @Test
    void listsJobsByStatus() {
        var job = api.train(api.corpus(Texts.rhyme(300)), "listed").get("id").asString();
        assertThat(api.get("/api/v1/training-jobs?status=succeeded").expect(200).text())
                .contains(job);
        assertThat(api.get("/api/v1/training-jobs?status=queued").expect(200).text())
                .doesNotContain(job);
        assertThat(api.get("/api/v1/training-jobs?status=asleep")
                        .problem(422, "invalid")
                        .get("detail")
                        .asString())
                .contains("queued, running");
    }
}
