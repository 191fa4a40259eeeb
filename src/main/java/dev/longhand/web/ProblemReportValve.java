package dev.longhand.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/** What Tomcat itself refuses (a broken request line, a header that is too long), as a problem instead of HTML. */
public class ProblemReportValve extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = status(response);
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean ours = status >= 500;
        var type = ours ? ProblemType.INTERNAL : ProblemType.MALFORMED_REQUEST;
        var detail = ours ? "Something failed inside the service." : "The request is not valid HTTP for this service.";
        var body = "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(type.slug(), type.title(), status, detail);
        try {
            response.setStatus(status);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            log.debug("A client went away before its error", e);
        }
    }

    /** A version, a method or an encoding that Tomcat does not know is the client's: nothing has failed here. */
    private static int status(Response response) {
        return switch (response.getStatus()) {
            case HttpServletResponse.SC_NOT_IMPLEMENTED, HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED ->
                HttpServletResponse.SC_BAD_REQUEST;
            default -> response.getStatus();
        };
    }
}
