package dev.longhand.security;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a key; the key itself is nowhere. */
@Entity
class ApiKey {
    @Id
    private UUID id;

    @Version
    private @Nullable Integer revision;

    private String name;
    private String tenant;
    private String prefix;
    private String sha256;
    private String scopes;
    private Instant createdAt;
    private @Nullable Instant expiresAt;

    protected ApiKey() {}

    ApiKey(
            UUID id,
            String name,
            String tenant,
            Token token,
            Set<Scope> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        this.id = id;
        this.name = name;
        this.tenant = tenant;
        this.prefix = token.prefix();
        this.sha256 = token.sha256();
        this.scopes = Scope.write(scopes);
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    UUID id() {
        return id;
    }

    boolean isValidAt(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    boolean administers() {
        return Scope.read(scopes).contains(Scope.ADMIN);
    }

    Caller toCaller() {
        return new Caller(id.toString(), tenant, Scope.implied(Scope.read(scopes)));
    }

    ApiKeyResponse toResponse() {
        return new ApiKeyResponse(id, name, tenant, prefix, Scope.read(scopes), createdAt, expiresAt);
    }
}
