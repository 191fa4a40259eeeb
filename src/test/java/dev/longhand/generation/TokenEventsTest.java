package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.generation.StreamEvent.Piece;
import dev.longhand.web.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class TokenEventsTest {
    private final TokenEvents events = new TokenEvents(
            JsonMapper.builder()
                    .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                    .build(),
            failure -> ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage()));

    /** What a batch would bring: pieces, silence, and a failure at the end. */
    private static final class Failing implements TextStream {
        private final Queue<String> texts;
        private boolean closed;

        Failing(String... texts) {
            this.texts = new ArrayDeque<>(List.of(texts));
        }

        @Override
        public UUID id() {
            return new UUID(0, 1);
        }

        @Override
        public @Nullable StreamEvent poll() {
            return next();
        }

        @Override
        public @Nullable StreamEvent next() {
            var text = texts.poll();
            if (text == null) {
                throw new Unavailable("It broke.", Duration.ofSeconds(1));
            }
            return text.isEmpty() ? null : new Piece(0, text, List.of());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void whatFailsAfterTheBeginningIsTheLastEvent() throws UnsupportedEncodingException {
        var stream = new Failing("a", "", "", "\r\né");
        var response = new MockHttpServletResponse();
        events.send(stream, response);
        assertThat(response.getContentAsString()).isEqualTo("""
            event: token
            data: {"index":0,"text":"a","tokens":[]}

            : still here

            event: token
            data: {"index":0,"text":"\\r\\né","tokens":[]}

            event: error
            data: {"detail":"It broke.","status":503,"title":"Service Unavailable"}

            """);
        assertThat(response.getContentType()).startsWith("text/event-stream");
        assertThat(stream.closed).isTrue();
    }

    @Test
    void aClientThatHasGoneEndsTheStream() {
        var stream = new Failing("a", "b");
        events.send(stream, new MockHttpServletResponse() {
            @Override
            public jakarta.servlet.ServletOutputStream getOutputStream() {
                return new DelegatingServletOutputStream(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("gone");
                    }
                });
            }
        });
        assertThat(stream.closed).isTrue();
        assertThat(stream.texts).hasSizeLessThan(2);
    }
}
