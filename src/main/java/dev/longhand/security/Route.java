package dev.longhand.security;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * What a request needs. The whole table: what is neither here nor {@link #PUBLIC} is refused.
 *
 * @param pattern a path, with a name in braces for a segment
 */
record Route(Scope scope, HttpMethod method, String pattern) {
    /** What is readable without a key: whether the service is well, its documents, and the files of its page. */
    static final List<String> PUBLIC = List.of(
            "/actuator/health",
            "/actuator/health/**",
            "/v3/api-docs",
            "/v3/api-docs/**",
            "/v3/api-docs.yaml",
            "/swagger-ui.html",
            "/swagger-ui/**",
            "/",
            "/index.html",
            "/favicon.ico",
            "/favicon.svg",
            "/icon.svg",
            "/js/**",
            "/css/**",
            "/views/**",
            "/webjars/**");

    static final List<Route> TABLE = Stream.of(
                    of(
                            Scope.READ,
                            HttpMethod.GET,
                            "/actuator/prometheus",
                            "/api/v1/limits",
                            "/api/v1/corpora",
                            "/api/v1/corpora/{id}",
                            "/api/v1/corpora/{id}/content",
                            "/api/v1/training-jobs",
                            "/api/v1/training-jobs/{id}",
                            "/api/v1/training-jobs/{id}/metrics",
                            "/api/v1/training-jobs/{id}/events",
                            "/api/v1/models",
                            "/api/v1/models/{ref}",
                            "/api/v1/models/{ref}/artifact",
                            "/v1/files",
                            "/v1/files/{id}",
                            "/v1/files/{id}/content",
                            "/v1/fine_tuning/jobs",
                            "/v1/fine_tuning/jobs/{id}",
                            "/v1/fine_tuning/jobs/{id}/events",
                            "/v1/fine_tuning/jobs/{id}/checkpoints",
                            "/v1/models",
                            "/v1/models/{model}"),
                    of(
                            Scope.TRAIN,
                            HttpMethod.POST,
                            "/api/v1/corpora",
                            "/api/v1/training-jobs",
                            "/api/v1/training-jobs/{id}/cancel",
                            "/api/v1/training-jobs/{id}/pause",
                            "/api/v1/training-jobs/{id}/resume",
                            "/api/v1/models",
                            "/v1/files",
                            "/v1/fine_tuning/jobs",
                            "/v1/fine_tuning/jobs/{id}/cancel",
                            "/v1/fine_tuning/jobs/{id}/pause",
                            "/v1/fine_tuning/jobs/{id}/resume"),
                    of(Scope.TRAIN, HttpMethod.PUT, "/api/v1/models/{name}/aliases/{alias}"),
                    of(
                            Scope.TRAIN,
                            HttpMethod.DELETE,
                            "/api/v1/corpora/{id}",
                            "/api/v1/models/{ref}",
                            "/api/v1/models/{name}/aliases/{alias}",
                            "/v1/files/{id}",
                            "/v1/models/{model}"),
                    of(
                            Scope.GENERATE,
                            HttpMethod.POST,
                            "/api/v1/models/{ref}/generate",
                            "/api/v1/models/{ref}/score",
                            "/api/v1/models/{ref}/trace",
                            "/api/v1/models/{ref}/gradient-flow",
                            "/api/v1/diagnostics/gradient-flow",
                            "/v1/completions"),
                    of(Scope.ADMIN, HttpMethod.GET, "/api/v1/keys"),
                    of(Scope.ADMIN, HttpMethod.POST, "/api/v1/keys"),
                    of(Scope.ADMIN, HttpMethod.DELETE, "/api/v1/keys/{id}"))
            .flatMap(List::stream)
            .toList();

    private static List<Route> of(Scope scope, HttpMethod method, String... patterns) {
        return Stream.of(patterns)
                .map(pattern -> new Route(scope, method, pattern))
                .toList();
    }

    /** Whether a path of the description of the API is this one's, whatever its segments are called. */
    boolean isOf(String method, String path) {
        return this.method.name().equals(method) && unnamed(pattern).equals(unnamed(path));
    }

    private static String unnamed(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }
}
