package dev.longhand.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartHttpServletRequest;
import org.springframework.mock.web.MockPart;

class FingerprintedBodyTest {
    private static FingerprintedBody body(String type, String content) {
        var request = new MockHttpServletRequest("POST", "/things");
        request.setContentType(type);
        request.setContent(content.getBytes(StandardCharsets.UTF_8));
        return FingerprintedBody.of(request, () -> {});
    }

    private static MockPart part(String name, @Nullable String fileName, String content) {
        return new MockPart(name, fileName, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String parts(String boundary, MockPart... parts) {
        var request = new MockMultipartHttpServletRequest();
        request.setContentType("multipart/form-data; boundary=" + boundary);
        for (var part : parts) {
            request.addPart(part);
        }
        return FingerprintedBody.of(request, () -> {}).fingerprint();
    }

    @Test
    void isTheSameHoweverTheBodyIsRead() throws IOException {
        var content = "one, two, three ".repeat(10_000);
        var expected = body("text/plain", content).fingerprint();

        var whole = body("text/plain", content);
        assertThat(new String(whole.request().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(content);
        assertThat(whole.fingerprint()).isEqualTo(expected);

        var begun = body("text/plain", content);
        try (var stream = begun.request().getInputStream()) {
            assertThat(stream.read()).isEqualTo('o');
            assertThat(stream.readNBytes(5)).asString().isEqualTo("ne, t");
        }
        assertThat(begun.fingerprint()).isEqualTo(expected);
    }

    @Test
    void tellsContentsAndMediaTypesApart() {
        var seen = new HashSet<String>();
        assertThat(seen.add(body("text/plain", "{}").fingerprint())).isTrue();
        assertThat(seen.add(body("text/plain", "{} ").fingerprint())).isTrue();
        assertThat(seen.add(body("text/plain", "").fingerprint())).isTrue();
        assertThat(seen.add(body("application/json", "{}").fingerprint())).isTrue();
        assertThat(seen.add(body("TEXT/plain ; charset=UTF-8", "{}").fingerprint()))
                .isFalse();
    }

    @Test
    void doesNotSeeTheBoundaryOfAMultipartBody() {
        assertThat(parts("a", part("file", "x.txt", "text"))).isEqualTo(parts("b", part("file", "x.txt", "text")));
    }

    @Test
    void tellsNamesFileNamesAndContentsOfPartsApart() {
        var seen = new HashSet<String>();
        assertThat(seen.add(parts("a", part("file", "x.txt", "text")))).isTrue();
        assertThat(seen.add(parts("a", part("file", "x.txt", "next")))).isTrue();
        assertThat(seen.add(parts("a", part("file", "y.txt", "text")))).isTrue();
        assertThat(seen.add(parts("a", part("mile", "x.txt", "text")))).isTrue();
        assertThat(seen.add(parts("a", part("file", null, "text")))).isTrue();
        assertThat(seen.add(parts("a", part("file", "", "text")))).isTrue();
        assertThat(seen.add(parts("a", part("file", "x.txt", "te"), part("xt", null, ""))))
                .isTrue();
        assertThat(seen.add(parts("a", part("file", "x.txt", "text"), part("name", null, "n"))))
                .isTrue();
        assertThat(seen.add(parts("a"))).isTrue();
    }

    @Test
    void saysThatItIsBeingRead() throws IOException {
        var request = new MockHttpServletRequest();
        request.setContent(new byte[100]);
        var reads = new AtomicInteger();
        var body = FingerprintedBody.of(request, reads::incrementAndGet);
        assertThat(body.request().getInputStream().readNBytes(10)).hasSize(10);
        assertThat(reads.get()).isPositive();
    }
}
