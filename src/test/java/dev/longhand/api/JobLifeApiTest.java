package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Pausing, resuming, cancelling, and hearing of it. */
@ServiceTest
class JobLifeApiTest {
    private static final int LONG = 10_000;

    @Autowired
    private Api api;

    private static String path(String job) {
        return "/api/v1/training-jobs/" + job;
    }

    /** Once it has made some steps. */
    private void awaitStep(String job, long step) {
        api.awaitThat(path(job), now -> now.at("/progress/step").asLong() >= step);
    }

    private String running(String name, int epochs) {
        var job = api.submit(Api.small(api.corpus(Texts.rhyme(400)), name, epochs));
        awaitStep(job, 1);
        return job;
    }

    private JsonNode change(String job, String what) {
        return api.post(path(job) + "/" + what, "").expect(200).json();
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
    void aPausedJobGoesOnToTheVeryModelOfOneThatWasNotPaused() {
        var corpus = api.corpus(Texts.rhyme(400));
        var undisturbed = api.await(api.submit(Api.small(corpus, "undisturbed", 20)), "succeeded", "failed");
        var job = api.submit(Api.small(corpus, "disturbed", 20));
        var pausedAt = new ArrayList<Long>();
        for (int pause = 1; pause <= 2; pause++) {
            awaitStep(job, 20L * pause);
            change(job, "pause");
            pausedAt.add(api.await(job, "paused").at("/progress/step").asLong());
            assertThat(change(job, "resume").get("status").asString()).isEqualTo("queued");
        }
        var done = api.await(job, "succeeded", "failed");
        assertThat(sha256(done)).isEqualTo(sha256(undisturbed));
        assertThat(done.get("attempt").asInt()).isEqualTo(3);
        // each attempt goes on from the very step of the pause
        assertThat(begins(job)).containsExactly(0L, pausedAt.get(0), pausedAt.get(1));
        assertThat(done.get("metrics")).isEqualTo(undisturbed.get("metrics"));
        assertThat(api.get(path(job) + "/metrics").expect(200).json())
                .isEqualTo(api.get(path(undisturbed.get("id").asString()) + "/metrics")
                        .expect(200)
                        .json());
    }

    /** The step that each attempt has begun with. */
    private List<Long> begins(String job) {
        return api.events(job).stream()
                .filter(event -> event.at("/data/totalSteps").isNumber())
                .map(event -> event.at("/data/step").asLong())
                .toList();
    }

    @Test
    void aPausedJobFreesItsPlace() {
        var first = running("pauses", LONG);
        var second = api.submit(Api.small(api.corpus(Texts.rhyme(300)), "passes", 1));
        change(first, "pause");
        api.await(first, "paused");
        api.await(second, "succeeded");
        assertThat(change(first, "cancel").get("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void aQueuedJobIsPausedAtOnce() {
        var first = running("in-front", LONG);
        var second = api.submit(Api.small(api.corpus(Texts.rhyme(300)), "behind", 1));
        assertThat(change(second, "pause").get("status").asString()).isEqualTo("paused");
        change(first, "cancel");
        assertThat(change(second, "resume").get("status").asString()).isEqualTo("queued");
        api.await(second, "succeeded");
    }

    @Test
    void statesForbidWhatMakesNoSense() {
        var job = running("states", LONG);
        api.post(path(job) + "/resume", "").problem(409, "conflict");
        change(job, "pause");
        api.await(job, "paused");
        api.post(path(job) + "/pause", "").problem(409, "conflict");
        change(job, "cancel");
        for (var what : List.of("pause", "resume", "cancel")) {
            api.post(path(job) + "/" + what, "").problem(409, "conflict");
        }
        api.post(path("0198f3a0-0000-7000-8000-000000000000") + "/pause", "").problem(404, "not-found");
    }

    @Test
    void aJobOfHigherPriorityIsTakenFirst() {
        var first = running("occupies", LONG);
        var corpus = api.corpus(Texts.rhyme(300));
        var low = api.submit(Api.small(corpus, "low", 1));
        var high = api.submit(Api.small(corpus, "high", 1).replaceFirst("\\{", "{\"priority\": 5,"));
        assertThat(api.get(path(high)).json().get("priority").asInt()).isEqualTo(5);
        change(first, "cancel");
        var lowDone = api.await(low, "succeeded");
        var highDone = api.await(high, "succeeded");
        assertThat(highDone.get("finishedAt").asString())
                .isLessThan(lowDone.get("finishedAt").asString());
    }

    @Test
    void eventsTellTheWholeStoryOnce() {
        var job = running("story", 20);
        change(job, "pause");
        api.await(job, "paused");
        change(job, "resume");
        api.await(job, "succeeded");
        var events = api.events(job);
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).get("number").asInt()).isEqualTo(i + 1);
        }
        assertThat(statuses(events))
                .containsSubsequence("queued", "running", "paused", "queued", "running", "succeeded");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.get("data").has("type")).isFalse());
        assertThat(epochs(events)).hasSize(20).doesNotHaveDuplicates();
        assertThat(ofType(events, "sample"))
                .isNotEmpty()
                .allSatisfy(
                        sample -> assertThat(sample.at("/data/text").asString()).isNotEmpty());
        assertThat(ofType(events, "checkpoint")).isNotEmpty();
        assertThat(ofType(events, "verdict")).hasSize(1);
    }

    private static List<JsonNode> ofType(List<JsonNode> events, String type) {
        return events.stream()
                .filter(event -> event.get("type").asString().equals(type))
                .toList();
    }

    private static List<String> statuses(List<JsonNode> events) {
        return ofType(events, "status").stream()
                .map(event -> event.at("/data/status").asString())
                .toList();
    }

    private static List<Integer> epochs(List<JsonNode> events) {
        return ofType(events, "epoch").stream()
                .map(event -> event.at("/data/epoch").asInt())
                .toList();
    }

    @Test
    void aStreamReplaysAndFollowsToTheEnd() {
        var job = running("streamed", 15);
        var text = stream(job, null);
        assertThat(text).contains("event:status", "event:epoch", "event:sample", "event:progress", "\"succeeded\"");
        var ids = ids(text);
        assertThat(ids).doesNotHaveDuplicates().isSorted().startsWith(1L);
        assertThat(new HashSet<>(ids)).hasSize(Math.toIntExact(ids.getLast()));

        var later = ids(stream(job, Long.toString(ids.get(4))));
        assertThat(later).isEqualTo(ids.subList(5, ids.size()));
        assertThat(ids(stream(job, Long.toString(ids.getLast())))).isEmpty();
    }

    private String stream(String job, String lastEventId) {
        HttpRequest.Builder request = api.request(path(job) + "/events").header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var answer = api.send(request).expect(200);
        assertThat(answer.contentType()).startsWith("text/event-stream");
        return answer.text();
    }

    private static List<Long> ids(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.parseLong(line.substring(3).strip()))
                .toList();
    }

    @Test
    void aStreamOfNothingIsAProblem() {
        var unknown = api.request(path("0198f3a0-0000-7000-8000-000000000000") + "/events")
                .header("Accept", "text/event-stream, application/problem+json");
        api.send(unknown).problem(404, "not-found");
        var job = running("bad-id", 1);
        api.send(api.request(path(job) + "/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "yesterday"))
                .problem(422, "invalid");
    }

    @Test
    void aJobThatLearnsMuchTooFastHealsOrSaysThatItDiverged() {
        var corpus = api.corpus(Texts.rhyme(400));
        var request = Api.small(corpus, "wild", 30).replace("0.01", "50");
        var job = api.await(api.submit(request), "succeeded", "failed");
        var warnings = api.events(job.get("id").asString()).stream()
                .filter(event -> event.at("/data/code").asString("").equals("diverged"))
                .toList();
        assertThat(warnings).hasSizeBetween(1, 2);
        if (job.get("status").asString().equals("failed")) {
            assertThat(job.at("/error/code").asString()).isEqualTo("diverged");
            assertThat(job.get("modelId").isNull()).isTrue();
        } else {
            assertThat(job.at("/metrics/validationLoss").asDouble()).isFinite().isPositive();
            api.post("/api/v1/models/wild/generate", "{\"prompt\": \"one\"}").expect(200);
        }
    }
}
