package dev.longhand.web.idempotency;

import dev.longhand.web.Idempotent;
import dev.longhand.web.Invalid;
import dev.longhand.web.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;

/**
 * A request that carries a key.
 *
 * @param owner  whose key it is: keys of different owners never meet
 * @param key    as the client chose it
 * @param target where the request goes
 */
record KeyedRequest(String owner, String key, Target target) {
    /**
     * Where a request goes.
     *
     * @param path with its query, both as they were sent
     */
    record Target(String method, String path) {}

    /** @throws Invalid when the header is no key, or is there twice */
    static KeyedRequest of(HttpServletRequest request) {
        var keys = Collections.list(request.getHeaders(Idempotent.KEY));
        if (keys.size() != 1 || !isKey(keys.getFirst())) {
            throw new Invalid(
                    Idempotent.KEY, "must be 1 to %d visible ASCII characters".formatted(Idempotent.MAX_KEY_LENGTH));
        }
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return new KeyedRequest(
                Tenant.current().orElse(""),
                keys.getFirst(),
                new Target(request.getMethod(), request.getRequestURI() + query));
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= Idempotent.MAX_KEY_LENGTH
                && key.chars().allMatch(character -> character > ' ' && character <= '~');
    }
}
