package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Texts of some size, without a declared length. */
@ServiceTest
@TestPropertySource(properties = "longhand.corpora.max-size=64MB")
class LargeIdempotentBodyTest {
    private static final int BYTES = 20 * 1024 * 1024;

    @Autowired
    private Api api;

    /** Letters by the million, without a declared length. */
    private static final class Letters extends InputStream {
        private final int last;
        private int count;

        Letters(int last) {
            this.last = last;
        }

        @Override
        public int read() {
            return ++count > BYTES ? -1 : count == BYTES ? last : 'a' + count % 26;
        }
    }

    private Api.Answer post(int lastLetter) {
        return api.send(api.request("/api/v1/corpora?name=large")
                .header("Idempotency-Key", "large")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofInputStream(() -> new Letters(lastLetter))));
    }

    @Test
    void areComparedToTheLastByte() {
        var first = post('x').expect(201);
        assertThat(first.json().get("bytes").asInt()).isEqualTo(BYTES);
        var second = post('x').expect(201);
        assertThat(second.response().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(post('y').problem(422, "invalid").at("/errors/0/pointer").asString())
                .isEqualTo("Idempotency-Key");
    }
}
