package dev.longhand.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.LonghandApplication;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A service without keys is for this machine. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class OpenServiceTest {
    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    @Test
    void itDoesNotStartWhereOthersReachIt(CapturedOutput output) {
        var application = new SpringApplicationBuilder(LonghandApplication.class).profiles("test");
        assertThatThrownBy(() -> application.run(
                        "--server.address=0.0.0.0", "--server.port=0", "--spring.main.lazy-initialization=true"))
                .hasMessageContaining("no key");
        assertThat(output).contains("Longhand has no key", "LONGHAND_SECURITY_ADMIN_KEY");
    }

    @Test
    void aKeyThatIsTooShortIsRefusedAndNotShown(CapturedOutput output) {
        var application = new SpringApplicationBuilder(LonghandApplication.class).profiles("test");
        assertThatThrownBy(() -> application.run(
                        "--longhand.security.admin-key=short-secret", "--spring.main.lazy-initialization=true"))
                .isNotNull();
        assertThat(output).contains("at least 32 characters").doesNotContain("short-secret");
    }

    @Test
    void itNeedsNoKeyAndMindsNone() {
        api.get("/api/v1/limits").expect(200);
        api.with("sk-whatever").get("/api/v1/keys").expect(200);
    }

    @Test
    void itsFirstKeyMustAdminister() {
        var problem = api.post("/api/v1/keys", "{\"name\": \"n\", \"scopes\": [\"read\"]}")
                .problem(422, "invalid");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/scopes");
    }

    /** A web page can let its own name mean 127.0.0.1; its browser then takes this service for the page's own. */
    @Test
    void itAnswersToNoOtherName() throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /api/v1/limits HTTP/1.1\r\nHost: stranger.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403")
                    .contains("/problems/forbidden");
        }
    }
}
