package dev.longhand.training;

import static dev.longhand.training.WorkerDialogue.all;
import static dev.longhand.training.WorkerDialogue.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.models.ArtifactFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes of their own. */
class TrainingWorkerTest {
    private static final String TEXT = "the quick brown fox jumps over the lazy dog\n".repeat(60);
    private static final String REQUEST = """
        {"network": {"cell": "gru", "layers": 1, "hiddenSize": 16, "embeddingSize": 8, "dropout": 0.1},
         "batchSize": 4, "sequenceLength": 16, "epochs": 4, "seed": 3, "checkpointEvery": "PT60S"}\
        """;

    @TempDir
    private static Path undisturbedDirectory;

    private static List<WorkerMessage> undisturbed;

    @TempDir
    private Path directory;

    private WorkerOrders orders;

    @BeforeAll
    static void runUndisturbed() throws IOException, InterruptedException {
        undisturbed = WorkerDialogue.whole(new WorkerOrders(undisturbedDirectory, TEXT).first(REQUEST));
    }

    @BeforeEach
    void makeOrders() {
        orders = new WorkerOrders(directory, TEXT);
    }

    /** The request, with something else in it. */
    private static String with(String old, String other) {
        assertThat(REQUEST).contains(old);
        return REQUEST.replace(old, other);
    }

    private static String sha256(List<WorkerMessage> messages) {
        return only(messages, WorkerMessage.Finished.class).sha256();
    }

    private static boolean isAfter(WorkerMessage message, int atLeast) {
        return message instanceof WorkerMessage.Checkpoint checkpoint && checkpoint.step() >= atLeast;
    }

    @Test
    void tellsWhatItDoes() throws IOException {
        assertThat(undisturbed.getLast()).isInstanceOf(WorkerMessage.Finished.class);
        var started = only(undisturbed, WorkerMessage.Started.class);
        assertThat(started.step()).isZero();
        assertThat(started.vocabularySize()).isEqualTo(28);
        assertThat(all(undisturbed, WorkerMessage.Epoch.class)).hasSize(4);
        assertThat(all(undisturbed, WorkerMessage.Sample.class)).hasSize(4);
        var checkpoints = all(undisturbed, WorkerMessage.Checkpoint.class);
        assertThat(checkpoints).hasSizeBetween(10, 20).allMatch(WorkerMessage.Checkpoint::anchor);
        var finished = only(undisturbed, WorkerMessage.Finished.class);
        assertThat(lastStepOf(undisturbed)).isEqualTo(started.totalSteps());
        assertThat(finished.verdict()).isNotNull();
        assertThat(ArtifactFile.head(undisturbedDirectory.resolve("staging/model.1"))
                        .sha256())
                .isEqualTo(finished.sha256());
    }

    @Test
    void leavesEveryCheckpointToTheServiceAndNothingElse() throws IOException {
        var left = new WorkerOrders(undisturbedDirectory, TEXT);
        assertThat(left.checkpoints())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(all(undisturbed, WorkerMessage.Checkpoint.class).stream()
                        .map(WorkerMessage.Checkpoint::file)
                        .toList());
        assertThat(left.leftovers()).isEmpty();
    }

    @Test
    void goesOnWhereItWasSuspended() throws IOException, InterruptedException {
        WorkerMessage.Suspended suspended;
        try (var dialogue = new WorkerDialogue(orders.first(REQUEST))) {
            dialogue.until(WorkerMessage.Epoch.class::isInstance);
            dialogue.worker().send(WorkerInstruction.SUSPEND);
            var messages = dialogue.toTheEnd();
            suspended = only(messages, WorkerMessage.Suspended.class);
            assertThat(suspended).isEqualTo(messages.getLast());
            // written for the pause: it stands there and is the last that was made
            assertThat(all(messages, WorkerMessage.Checkpoint.class).getLast().step())
                    .isEqualTo(suspended.step());
            assertThat(lastStepOf(messages)).isEqualTo(suspended.step());
        }
        var later = WorkerDialogue.whole(orders.later(REQUEST, 2));
        assertThat(only(later, WorkerMessage.Started.class).step()).isEqualTo(suspended.step());
        assertThat(sha256(later)).isEqualTo(sha256(undisturbed));
    }

    private static long lastStepOf(List<WorkerMessage> messages) {
        return all(messages, WorkerMessage.Progress.class).getLast().progress().step();
    }

    @Test
    void goesOnFromTheLastCheckpointWhenItWasKilled() throws IOException, InterruptedException {
        var request = with("PT60S", "PT0.03S");
        try (var dialogue = new WorkerDialogue(orders.first(request))) {
            dialogue.until(message -> isAfter(message, 50));
            assertThat(dialogue.worker().kill()).isTrue();
        }
        var later = WorkerDialogue.whole(orders.later(REQUEST, 2));
        var started = only(later, WorkerMessage.Started.class);
        assertThat(started.step()).isGreaterThanOrEqualTo(50);
        assertThat(started.damaged()).isEmpty();
        assertThat(sha256(later)).isEqualTo(sha256(undisturbed));
    }

    @Test
    void fallsBackToTheCheckpointBeforeWhenOneIsDamaged() throws IOException, InterruptedException {
        try (var dialogue = new WorkerDialogue(orders.first(REQUEST))) {
            dialogue.until(message -> isAfter(message, 50));
        }
        var files = orders.checkpoints();
        var bytes = Files.readAllBytes(files.getFirst());
        bytes[bytes.length / 2] ^= 4;
        Files.write(files.getFirst(), bytes);
        var later = WorkerDialogue.whole(orders.later(REQUEST, 2));
        var started = only(later, WorkerMessage.Started.class);
        assertThat(started.damaged())
                .extracting(WorkerMessage.Started.Damaged::file)
                .containsExactly(files.getFirst().getFileName().toString());
        assertThat(started.step())
                .isEqualTo(CheckpointName.of(files.get(1)).orElseThrow().step());
        assertThat(sha256(later)).isEqualTo(sha256(undisturbed));
    }

    @Test
    void beginsAnewWhenNoCheckpointIsItsOwn() throws IOException, InterruptedException {
        var foreign = Files.writeString(directory.resolve(new CheckpointName(WorkerOrders.JOB, 1, 7).toString()), "?");
        var messages = WorkerDialogue.whole(orders.order(REQUEST, 2, List.of(foreign), null));
        assertThat(only(messages, WorkerMessage.Started.class).step()).isZero();
        assertThat(only(messages, WorkerMessage.Started.class).damaged()).hasSize(1);
        assertThat(sha256(messages)).isEqualTo(sha256(undisturbed));
    }

    @Test
    void endsWhenItsStandardInputDoes() throws IOException, InterruptedException {
        try (var dialogue = new WorkerDialogue(orders.first(with("\"epochs\": 4", "\"epochs\": 5000")))) {
            dialogue.until(WorkerMessage.Started.class::isInstance);
            long began = System.nanoTime();
            dialogue.worker().hangUp();
            while (dialogue.worker().isAlive()) {
                dialogue.worker().next(Duration.ofSeconds(10));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(dialogue.worker().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void goesBackTwiceAndThenGivesUp() throws IOException, InterruptedException {
        var request = with(
                "\"seed\": 3",
                "\"seed\": 3, \"optimizer\": {\"type\": \"sgd\", \"learningRate\":"
                        + " 1000}, \"gradientClipping\": {\"type\": \"none\"}");
        var messages = WorkerDialogue.whole(orders.first(request));
        assertThat(all(messages, WorkerMessage.RolledBack.class))
                .extracting(WorkerMessage.RolledBack::factor)
                .containsExactly(0.5, 0.25);
        assertThat(only(messages, WorkerMessage.Failed.class).failure().code()).isEqualTo("diverged");
    }

    @Test
    void goesOnFromAModelWithTheCharactersThatItLacks() throws IOException, InterruptedException {
        var model = undisturbedDirectory.resolve("staging/model.1");
        var other = new WorkerOrders(directory, TEXT.replace("dog", "Däg"));
        var messages = WorkerDialogue.whole(other.order(REQUEST, 1, List.of(), model));
        var started = only(messages, WorkerMessage.Started.class);
        assertThat(started.addedTokens()).isEqualTo(2);
        assertThat(started.vocabularySize()).isEqualTo(30);
        var learned = all(undisturbed, WorkerMessage.Epoch.class).getFirst().trainLoss();
        assertThat(all(messages, WorkerMessage.Epoch.class).getFirst().trainLoss())
                .isLessThan(learned);
        var description =
                ArtifactFile.head(directory.resolve("staging/model.1")).description();
        assertThat(description.tokenizer().text(28)).isEqualTo("D");
        assertThat(description.lineage().get("initialModelSha256")).isEqualTo(sha256(undisturbed));
    }

    @Test
    void saysThatATextIsTooSmall() throws IOException, InterruptedException {
        var messages = WorkerDialogue.whole(new WorkerOrders(directory, "a few words").first(REQUEST));
        assertThat(only(messages, WorkerMessage.Failed.class).failure().code()).isEqualTo("corpus_too_small");
    }
}
