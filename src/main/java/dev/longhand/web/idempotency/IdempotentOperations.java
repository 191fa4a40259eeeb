package dev.longhand.web.idempotency;

import dev.longhand.web.Idempotent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Which requests go to a method that is {@link Idempotent}. */
@Component
class IdempotentOperations {
    private static final Logger log = LoggerFactory.getLogger(IdempotentOperations.class);

    /** What Spring reads as true. */
    private static final Set<String> TRUE = Set.of("true", "on", "yes", "1");

    private final HandlerMapping handlers;

    IdempotentOperations(@Qualifier("requestMappingHandlerMapping") HandlerMapping handlers) {
        this.handlers = handlers;
    }

    /** Nothing of the body is read; a request that no method takes is not covered and fails where it always does. */
    boolean cover(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = handlers.getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method && covers(method, request);
        } catch (Exception e) {
            log.debug("No method takes this request", e);
            return false;
        } finally {
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }

    static boolean covers(HandlerMethod method, HttpServletRequest request) {
        var idempotent = method.getMethodAnnotation(Idempotent.class);
        return idempotent != null && (idempotent.unless().isEmpty() || !isTrue(request, idempotent.unless()));
    }

    private static boolean isTrue(HttpServletRequest request, String parameter) {
        var value = request.getParameter(parameter);
        return value != null && TRUE.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
