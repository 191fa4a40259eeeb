package dev.longhand.web;

import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Renders every failure of a request as an RFC 9457 problem; the one place that decides what a client sees. */
@RestControllerAdvice
class ProblemAdvice implements Problems {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @Override
    public ProblemDetail of(Exception failure) {
        var answer = failure instanceof ProblemException situation ? situation(situation) : other(failure);
        return Objects.requireNonNull(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> situation(ProblemException exception) {
        return answer(exception.toProblem(), exception.headers());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException exception) {
        return situation(UnreadableBody.explain(exception));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidBody(MethodArgumentNotValidException exception) {
        return situation(new Invalid(exception.getBindingResult().getAllErrors().stream()
                .map(ProblemAdvice::invalidField)
                .sorted(Comparator.comparing(InvalidField::pointer))
                .toList()));
    }

    private static InvalidField invalidField(ObjectError error) {
        var path = error instanceof FieldError field ? field.getField() : "";
        return new InvalidField(Pointers.ofPath(path), String.valueOf(error.getDefaultMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidParameters(HandlerMethodValidationException exception) {
        return situation(new Invalid(exception.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new InvalidField(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidValue(ConstraintViolationException exception) {
        return situation(new Invalid(exception.getConstraintViolations().stream()
                .map(violation -> new InvalidField(
                        Pointers.ofPath(violation.getPropertyPath().toString()), violation.getMessage()))
                .sorted(Comparator.comparing(InvalidField::pointer))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException exception) {
        if (exception.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return situation(new NotFound("resource", String.valueOf(exception.getValue())));
        }
        var type = exception.getRequiredType();
        return situation(new Invalid(
                exception.getName(),
                "must be a value of type " + (type == null ? "another" : Pointers.typeName(type))));
    }

    /** Tomcat reads them when somebody asks for the first one, and then none of them. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableParameters(InvalidParameterException exception) {
        return answer(
                ProblemType.MALFORMED_REQUEST,
                "The parameters cannot be read: each needs a name, and must be UTF-8 in percent-encoding.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException exception) {
        return situation(new Invalid(exception.getParameterName(), "is required"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestPartException exception) {
        return situation(new Invalid(exception.getRequestPartName(), "is required as a part of the multipart body"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException exception) {
        return situation(
                new TooLarge("The upload", "spring.servlet.multipart.max-request-size", exception.getMaxUploadSize()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenMultipart(MultipartException exception) {
        return answer(
                ProblemType.MALFORMED_REQUEST, "The multipart body cannot be read: check its boundary and parts.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchPath(NoResourceFoundException exception) {
        return situation(new NotFound("path", "/" + exception.getResourcePath()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noSuchMethod(HttpRequestMethodNotSupportedException exception) {
        var allowed = exception.getSupportedHttpMethods();
        var problem = ProblemException.problem(
                ProblemType.METHOD_NOT_ALLOWED,
                "%s is not possible here; possible: %s.".formatted(exception.getMethod(), allowed));
        return answer(problem, exception.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unsupported(HttpMediaTypeNotSupportedException exception) {
        var given = exception.getContentType() == null ? "without a Content-Type" : exception.getContentType();
        return answer(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "A body %s is not read here; send %s.".formatted(given, exception.getSupportedMediaTypes()));
    }

    /** The client has gone: there is nobody to answer. */
    @ExceptionHandler
    void clientGone(AsyncRequestNotUsableException exception) {
        log.debug("A client went away", exception);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception exception) {
        if (DatabaseAway.isShownBy(exception)) {
            log.warn("The database does not answer", exception);
            return situation(new Unavailable("The database does not answer.", Duration.ofSeconds(5)));
        }
        if (exception instanceof ErrorResponse response
                && response.getStatusCode().is4xxClientError()) {
            return answer(typeOf(response.getStatusCode()), clientDetail(response));
        }
        var id = RequestIdFilter.current();
        log.error("Request failed, told the client id {}", id, exception);
        var problem = ProblemException.problem(
                ProblemType.INTERNAL, "Something failed inside the service; its log has the cause under this id.");
        problem.setProperty("id", id);
        return answer(problem, new HttpHeaders());
    }

    private static ProblemType typeOf(HttpStatusCode status) {
        return List.of(ProblemType.values()).stream()
                .filter(type -> type.status().value() == status.value())
                .findFirst()
                .orElse(ProblemType.MALFORMED_REQUEST);
    }

    private static String clientDetail(ErrorResponse response) {
        var detail = response.getBody().getDetail();
        return detail == null ? "The request cannot be served as it is." : detail;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, String detail) {
        return answer(ProblemException.problem(type, detail), new HttpHeaders());
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
