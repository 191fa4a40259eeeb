package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FilePurpose;
import com.openai.models.finetuning.jobs.FineTuningJob;
import com.openai.models.finetuning.jobs.FineTuningJobEvent;
import com.openai.models.finetuning.jobs.JobCreateParams;
import com.openai.models.finetuning.jobs.JobListEventsParams;
import com.openai.models.finetuning.jobs.JobListParams;
import dev.longhand.training.WorkersOnThreads;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;

/** OpenAI's own client does its work here, with nothing but its base URL changed. */
@ServiceTest
@Import(WorkersOnThreads.class)
class OpenAiClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Value("${local.server.port}")
    private int port;

    private OpenAIClient client;

    @BeforeEach
    void connect() {
        client = OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/v1")
                .apiKey("whatever it is")
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    private String upload(String name, String text) {
        var file = MultipartField.<InputStream>builder()
                .value(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .filename(name)
                .build();
        return client.files()
                .create(FileCreateParams.builder()
                        .file(file)
                        .purpose(FilePurpose.FINE_TUNE)
                        .build())
                .validate()
                .id();
    }

    private FineTuningJob begin(String file, String suffix, long epochs) {
        return client.fineTuning()
                .jobs()
                .create(JobCreateParams.builder()
                        .model("tiny")
                        .trainingFile(file)
                        .suffix(suffix)
                        .seed(7)
                        .method(JobCreateParams.Method.builder()
                                .type(JobCreateParams.Method.Type.SUPERVISED)
                                .supervised(com.openai.models.finetuning.methods.SupervisedMethod.builder()
                                        .hyperparameters(
                                                com.openai.models.finetuning.methods.SupervisedHyperparameters.builder()
                                                        .nEpochs(epochs)
                                                        .batchSize(4)
                                                        .learningRateMultiplier(2)
                                                        .build())
                                        .build())
                                .build())
                        .build());
    }

    private FineTuningJob await(String job, Predicate<String> status) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var now = client.fineTuning().jobs().retrieve(job);
            if (status.test(now.status().asString())) {
                return now;
            }
            assertThat(System.nanoTime()).as("waiting for %s", now).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private FineTuningJob trained(String suffix) {
        var job = begin(upload(suffix + ".txt", Texts.rhyme(200)), suffix, 1);
        var done = await(job.id(), status -> status.equals("succeeded") || status.equals("failed"));
        assertThat(done.status()).as(done.toString()).isEqualTo(FineTuningJob.Status.SUCCEEDED);
        return done;
    }

    @Test
    void aFileBecomesAModelWhoseEventsAreFollowedToTheEnd() {
        var file = upload("rhyme.txt", Texts.rhyme(200));
        assertThat(file).startsWith("file-");
        var job = begin(file, "rhymes", 2).validate();
        assertThat(job.id()).startsWith("ftjob-");
        assertThat(job.model()).isEqualTo("tiny");
        assertThat(job.trainingFile()).isEqualTo(file);
        assertThat(job.hyperparameters().nEpochs().orElseThrow().asInteger()).isEqualTo(2);
        assertThat(job.hyperparameters().learningRateMultiplier().orElseThrow().asNumber())
                .isEqualTo(2);

        var seen = new LinkedHashMap<String, FineTuningJobEvent>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            assertThat(System.nanoTime()).as("waiting after %s", seen.values()).isLessThan(end);
            events(job.id()).reversed().forEach(event -> seen.putIfAbsent(event.id(), event));
        } while (seen.values().stream().noneMatch(event -> event.message().equals("The job is succeeded")));
        assertThat(seen.values().iterator().next().message()).isEqualTo("The job is queued");
        assertThat(seen.values())
                .filteredOn(event -> event.type().equals(java.util.Optional.of(FineTuningJobEvent.Type.METRICS)))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event._data().toString()).contains("train_loss", "valid_loss"));

        var done = client.fineTuning().jobs().retrieve(job.id()).validate();
        assertThat(done.status()).isEqualTo(FineTuningJob.Status.SUCCEEDED);
        assertThat(done.trainedTokens().orElseThrow()).isPositive();
        assertThat(done.fineTunedModel().orElseThrow()).isEqualTo("rhymes:1");
        var checkpoints =
                client.fineTuning().jobs().checkpoints().list(job.id()).data();
        assertThat(checkpoints).hasSize(1);
        assertThat(checkpoints.getFirst().validate().fineTunedModelCheckpoint()).isEqualTo("rhymes:1");
        assertThat(checkpoints.getFirst().stepNumber()).isPositive();
    }

    /** All of them, by pages of three, newest first. */
    private List<FineTuningJobEvent> events(String job) {
        var params = JobListEventsParams.builder().limit(3).build();
        return client.fineTuning().jobs().listEvents(job, params).autoPager().stream()
                .map(FineTuningJobEvent::validate)
                .toList();
    }

    @Test
    void aModelIsListedCompletesStreamsAndTellsItsUsage() {
        var model = trained("completes").fineTunedModel().orElseThrow();
        assertThat(client.models().list().data())
                .anyMatch(listed -> listed.validate().id().equals(model));
        assertThat(client.models().retrieve(model).ownedBy()).isEqualTo("longhand");

        var whole = client.completions().create(params(model).build()).validate();
        assertThat(whole.model()).isEqualTo(model);
        assertThat(whole.choices()).hasSize(2);
        var usage = whole.usage().orElseThrow();
        assertThat(usage.promptTokens()).isEqualTo(3);
        assertThat(usage.completionTokens()).isEqualTo(60);
        assertThat(usage.totalTokens()).isEqualTo(63);

        var streamed = params(model)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        var chunks = new ArrayList<Completion>();
        try (StreamResponse<Completion> stream = client.completions().createStreaming(streamed)) {
            stream.stream().forEach(chunks::add);
        }
        for (int index = 0; index < 2; index++) {
            assertThat(text(chunks, index)).isEqualTo(whole.choices().get(index).text());
        }
        assertThat(chunks.getLast().choices()).isEmpty();
        assertThat(chunks.getLast().usage()).contains(usage);
        assertThat(chunks)
                .extracting(Completion::id)
                .containsOnly(chunks.getFirst().id());

        assertThat(client.models().delete(model).validate().deleted()).isTrue();
        assertThatThrownBy(() -> client.models().retrieve(model)).isInstanceOf(NotFoundException.class);
    }

    private static CompletionCreateParams.Builder params(String model) {
        return CompletionCreateParams.builder()
                .model(model)
                .prompt("one")
                .maxTokens(30)
                .n(2)
                .seed(42);
    }

    private static String text(List<Completion> chunks, int index) {
        return chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .filter(choice -> choice.index() == index)
                .map(choice -> choice.text())
                .collect(Collectors.joining());
    }

    @Test
    void jobsArePausedResumedCancelledAndListedByPages() {
        var first = begin(upload("long.txt", Texts.rhyme(200)), "long", 10_000);
        await(first.id(), "running"::equals);
        client.fineTuning().jobs().pause(first.id());
        await(first.id(), "paused"::equals);
        assertThat(client.fineTuning().jobs().resume(first.id()).status().asString())
                .isEqualTo("queued");
        assertThat(client.fineTuning().jobs().cancel(first.id()).status()).isEqualTo(FineTuningJob.Status.CANCELLED);
        assertThatThrownBy(() -> client.fineTuning().jobs().cancel(first.id()))
                .hasMessageStartingWith("409")
                .hasMessageContaining("cancelled");

        var second = trained("listed");
        var ids = client
                .fineTuning()
                .jobs()
                .list(JobListParams.builder().limit(1).build())
                .autoPager()
                .stream()
                .map(FineTuningJob::id)
                .toList();
        assertThat(ids.indexOf(second.id())).isEqualTo(0);
        assertThat(ids).contains(first.id()).doesNotHaveDuplicates();
    }

    @Test
    void aFileIsListedReadAndDeleted() throws Exception {
        var file = upload("kept.txt", "as it is\r\n");
        var listed = client.files().list().autoPager().stream()
                .filter(found -> found.id().equals(file))
                .findFirst()
                .orElseThrow();
        assertThat(listed.validate().filename()).isEqualTo("kept.txt");
        assertThat(listed.bytes()).isEqualTo(10);
        try (var content = client.files().content(file)) {
            assertThat(content.body().readAllBytes()).asString().isEqualTo("as it is\r\n");
        }
        assertThat(client.files().delete(file).validate().deleted()).isTrue();
        assertThatThrownBy(() -> client.files().retrieve(file)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void examplesInJsonLinesAreTheTextThatTheyStandForAndConversationsAreRefused() throws Exception {
        var file = upload("examples.jsonl", """
            {"prompt": "one ", "completion": "two"}

            {"text": "three \\u00e9"}
            """);
        try (var content = client.files().content(file)) {
            assertThat(content.body().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("one two\nthree \u00e9\n");
        }
        var marked = upload("MARKED.JSONL", "\uFEFF{\"text\": \"one\"}\n");
        try (var content = client.files().content(marked)) {
            assertThat(content.body().readAllBytes()).isEqualTo("one\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> upload("half.jsonl", "{\"text\": \"\\ud83d\"}"))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        refused -> assertThat(refused.getMessage()).contains("line 1 has half a surrogate pair"));
        assertThatThrownBy(() -> upload("chat.jsonl", "{\"text\": \"\"}\n{\"messages\": []}"))
                .isInstanceOfSatisfying(BadRequestException.class, refused -> {
                    assertThat(refused.param()).contains("file");
                    assertThat(refused.getMessage()).contains("line 2 has messages");
                });
    }

    @Test
    void aRefusalNamesTheField() {
        var model = trained("refuses").fineTunedModel().orElseThrow();
        var refusals = Stream.of(
                        params(model).suffix("end"),
                        params(model).promptOfArrayOfTokens(List.of(1L, 2L)),
                        params(model).maxTokens(1_000_000))
                .map(params -> org.assertj.core.api.Assertions.catchThrowableOfType(
                        BadRequestException.class, () -> client.completions().create(params.build())))
                .toList();
        assertThat(refusals)
                .extracting(refused -> refused.param().orElseThrow())
                .containsExactly("suffix", "prompt", "max_tokens");
        assertThat(refusals)
                .extracting(refused -> refused.code().orElseThrow())
                .containsExactly("unsupported_parameter", "unsupported_parameter", "invalid_value");
        assertThatThrownBy(() -> client.completions().create(params("nobody").build()))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        missing -> assertThat(missing.code()).contains("model_not_found"));
    }
}
