package dev.longhand.security;

import dev.longhand.web.Forbidden;
import dev.longhand.web.Unauthorized;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers those who may not, with a problem as everything else. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final HandlerExceptionResolver problems;

    Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    /** No key, or none that counts. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        problems.resolveException(request, response, null, new Unauthorized());
    }

    /** A key that is not enough. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception) {
        problems.resolveException(request, response, null, new Forbidden(detail(exception)));
    }

    private static String detail(AccessDeniedException exception) {
        var known = SecurityContextHolder.getContext().getAuthentication();
        if (known instanceof CallerAuthentication authentication
                && exception instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof AuthorityAuthorizationDecision needed) {
            return "This needs a key with the scope %s; this one has: %s."
                    .formatted(
                            needed.getAuthorities(),
                            Scope.write(authentication.getPrincipal().scopes()));
        }
        return "No key allows this.";
    }
}
