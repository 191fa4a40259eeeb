package dev.longhand.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Refuses what a controller would answer and the table of routes does not have. Callers may learn that there is no such path or
 * method; others learn nothing.
 */
@Component
class UnlistedRoutes implements AuthorizationManager<RequestAuthorizationContext> {
    private static final Logger log = LoggerFactory.getLogger(UnlistedRoutes.class);
    private static final String OURS = "dev.longhand.";

    private final HandlerMapping handlers;

    UnlistedRoutes(@Qualifier("requestMappingHandlerMapping") HandlerMapping handlers) {
        this.handlers = handlers;
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
        return new AuthorizationDecision(
                authentication.get() instanceof CallerAuthentication && !hasHandler(context.getRequest()));
    }

    private boolean hasHandler(HttpServletRequest request) {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = handlers.getHandler(request);
            return chain != null
                    && chain.getHandler() instanceof HandlerMethod method
                    && method.getBeanType().getName().startsWith(OURS);
        } catch (Exception e) {
            log.debug("No method takes this request", e);
            return false;
        } finally {
            ServletRequestPathUtils.clearParsedRequestPath(request);
        }
    }
}
