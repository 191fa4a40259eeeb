package dev.longhand.security;

import dev.longhand.web.Forbidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Refuses what pages of other web sites send from a browser, also the simple requests that browsers send without asking, unless
 * their sites are configured.
 */
final class CrossOrigin extends DefaultCorsProcessor {
    private final HandlerExceptionResolver problems;

    private CrossOrigin(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    static CorsFilter filter(List<String> allowedOrigins, HandlerExceptionResolver problems) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(allowedOrigins);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        allowed.setAllowedHeaders(List.of("*"));
        allowed.setExposedHeaders(
                List.of(HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER, HttpHeaders.ETAG, HttpHeaders.WWW_AUTHENTICATE));
        allowed.setMaxAge(Duration.ofHours(1));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);
        var filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new CrossOrigin(problems));
        return filter;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration allowed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean goesOn = super.processRequest(allowed, request, response);
        if (!goesOn) {
            problems.resolveException(
                    request, response, null, new Forbidden("Pages of other web sites may not use this service."));
        }
        return goesOn;
    }

    /** Not here, where the request is not known. */
    @Override
    protected void rejectRequest(ServerHttpResponse response) {}
}
