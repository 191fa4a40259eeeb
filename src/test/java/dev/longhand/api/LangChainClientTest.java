package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.openai.OpenAiLanguageModel;
import dev.langchain4j.model.openai.OpenAiStreamingLanguageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.longhand.training.WorkersOnThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;

/** A client of OpenAI's completions that nobody here and nobody there wrote. */
@ServiceTest
@Import(WorkersOnThreads.class)
class LangChainClientTest {
    @Autowired
    private Api api;

    @Value("${local.server.port}")
    private int port;

    private String model;

    @BeforeEach
    void train() {
        model = api.train(api.corpus(Texts.rhyme(200)), "chained")
                .get("modelId")
                .asString();
    }

    private String root() {
        return "http://127.0.0.1:" + port + "/v1";
    }

    @Test
    void completesAndReadsTheUsage() {
        var language = OpenAiLanguageModel.builder()
                .baseUrl(root())
                .apiKey("whatever it is")
                .modelName(model)
                .temperature(0.0)
                .build();
        var answer = language.generate("one two ");
        assertThat(answer.content()).hasSize(16);
        assertThat(answer.tokenUsage().inputTokenCount()).isEqualTo(8);
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(16);
        assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void streamsWhatItCompletes() throws Exception {
        var language = OpenAiLanguageModel.builder()
                .baseUrl(root())
                .apiKey("whatever it is")
                .modelName(model)
                .temperature(0.0)
                .build();
        var streaming = OpenAiStreamingLanguageModel.builder()
                .baseUrl(root())
                .apiKey("whatever it is")
                .modelName(model)
                .temperature(0.0)
                .build();
        var pieces = new StringBuilder();
        var end = new CompletableFuture<Response<String>>();
        streaming.generate("one two ", new StreamingResponseHandler<>() {
            @Override
            public void onNext(String piece) {
                pieces.append(piece);
            }

            @Override
            public void onComplete(Response<String> response) {
                end.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                end.completeExceptionally(error);
            }
        });
        var answer = end.get(60, TimeUnit.SECONDS);
        assertThat(pieces).hasToString(language.generate("one two ").content());
        assertThat(answer.content()).isEqualTo(pieces.toString());
        assertThat(answer.tokenUsage().outputTokenCount()).isEqualTo(16);
        assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void understandsARefusal() {
        var language = OpenAiLanguageModel.builder()
                .baseUrl(root())
                .apiKey("whatever it is")
                .modelName(model)
                .temperature(11.0)
                .maxRetries(0)
                .build();
        assertThatThrownBy(() -> language.generate("one"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("temperature");
    }
}
