package dev.longhand.openai;

import jakarta.servlet.RequestDispatcher;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts every problem that a controller, a filter or the error page finds under {@code /v1} into the envelope of OpenAI's API. */
@RestControllerAdvice
class EnvelopeAdvice implements ResponseBodyAdvice<Object> {
    private static final String ROOT = "/v1";

    /** Their clients repeat a request after every 409, and what a state forbids it forbids in a second, too. */
    private static final String SHOULD_RETRY = "x-should-retry";

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof ProblemDetail problem) || !isOurs(request)) {
            return body;
        }
        var status = ErrorTranslation.status(problem);
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.CONFLICT && !response.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER)) {
            response.getHeaders().set(SHOULD_RETRY, "false");
        }
        return ErrorTranslation.envelope(problem);
    }

    private static boolean isOurs(ServerHttpRequest request) {
        if (!(request instanceof ServletServerHttpRequest servlet)) {
            return false;
        }
        var failed = servlet.getServletRequest().getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var path = failed == null ? servlet.getServletRequest().getRequestURI() : failed.toString();
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }
}
