package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.training.WorkersOnThreads;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What docs/word-level-example.md does by curl. */
@ServiceTest
@Import(WorkersOnThreads.class)
class WordLevelExampleTest {
    private static final String TEXT =
            "The old lighthouse guides tired sailors home. A small owl watches over the quiet garden.";

    @Autowired
    private Api api;

    @Test
    void fourWordsAfterTwoContinueTheFirstSentence() {
        var id = api.submit("""
            {"corpusId": "%s", "modelName": "two-sentences", "seed": 7,
             "tokenizer": {"type": "word", "lowercase": true, "minCount": 1}, "segmentation": "sentence",
             "network": {"cell": "lstm", "layers": 1, "hiddenSize": 20, "embeddingSize": 64, "dropout": 0},
             "optimizer": {"type": "adam", "learningRate": 0.001},
             "batchSize": 2, "sequenceLength": 16, "epochs": 100, "validationFraction": 0}\
            """.formatted(api.corpus(TEXT)));
        var job = api.await(id, "succeeded", "failed");
        assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("succeeded");

        var losses = api.get("/api/v1/training-jobs/" + id + "/metrics")
                .expect(200)
                .json()
                .valueStream()
                .filter(point -> point.get("epoch").asInt() % 10 == 0)
                .map(point -> point.get("trainLoss").asDouble())
                .toList();
        assertThat(losses).hasSize(10).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(losses.getLast()).isLessThan(1.5);

        var request = "{\"prompt\": \"The old\", \"maxTokens\": 4, \"temperature\": 0, \"echo\": true}";
        var answer = api.post("/api/v1/models/two-sentences/generate", request)
                .expect(200)
                .json();
        assertThat(answer.at("/choices/0/text").asString()).isEqualTo("The old lighthouse guides tired sailors");
    }
}
