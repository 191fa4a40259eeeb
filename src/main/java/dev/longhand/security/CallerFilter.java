package dev.longhand.security;

import dev.longhand.web.Tenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Finds out who sends a request, counts it, and does all the rest of it for the caller's tenant. */
final class CallerFilter extends OncePerRequestFilter {
    private final Callers callers;
    private final RequestRates rates;
    private final HandlerExceptionResolver problems;

    CallerFilter(Callers callers, RequestRates rates, HandlerExceptionResolver problems) {
        this.callers = callers;
        this.rates = rates;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = callers.of(request);
            caller.ifPresent(rates::count);
        } catch (RuntimeException failure) {
            // not allowed, too fast, or the database does not answer
            if (problems.resolveException(request, response, null, failure) == null) {
                throw failure;
            }
            return;
        }
        if (caller.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            serve(caller.get(), request, response, chain);
        }
    }

    private static void serve(
            Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
        try {
            Tenant.as(caller.tenant(), () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
