package dev.longhand.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret.
 *
 * @param tenant whose things it works with
 * @param prefix how it begins, to tell it from others
 */
record ApiKeyResponse(
        UUID id,
        String name,
        String tenant,
        String prefix,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    /**
     * A key that was just made.
     *
     * @param key the secret, shown this once: only its SHA-256 is kept
     */
    record Created(
            UUID id,
            String name,
            String tenant,
            String prefix,
            Set<Scope> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            String key) {
        /** No key is ever shown in a log. */
        @Override
        public String toString() {
            return "Created[id=%s]".formatted(id);
        }
    }

    Created with(Token token) {
        return new Created(id, name, tenant, prefix, scopes, createdAt, expiresAt, token.text());
    }
}
