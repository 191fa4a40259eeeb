package dev.longhand.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.longhand.web.Conflict;
import dev.longhand.web.Ids;
import dev.longhand.web.Invalid;
import dev.longhand.web.NotFound;
import dev.longhand.web.Page;
import dev.longhand.web.Tenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionTemplate;

/** The keys: made, found by what a client sends, and revoked. */
class ApiKeys {
    /** How long another node may go on with a key that was revoked here. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private static final int REMEMBERED = 10_000;

    private final ApiKeyRepository repository;
    private final SecurityProperties properties;
    private final SecureRandom random;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** By SHA-256, found or not. Never computed in the cache: who waits for a database that is away must not hold others. */
    private final Cache<String, Optional<ApiKey>> found = memory();

    private final Cache<Boolean, Boolean> existing = memory();

    ApiKeys(
            ApiKeyRepository repository,
            SecurityProperties properties,
            SecureRandom random,
            TransactionTemplate transaction,
            Clock clock) {
        this.repository = repository;
        this.properties = properties;
        this.random = random;
        this.transaction = transaction;
        this.clock = clock;
    }

    private static <K, V> Cache<K, V> memory() {
        return Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(REMEMBERED)
                .build();
    }

    /** Whether anybody needs a key: one is configured, or one was made. */
    boolean exist() {
        return properties.adminKey() != null || anyWasMade();
    }

    private boolean anyWasMade() {
        var known = existing.getIfPresent(true);
        if (known == null) {
            known = repository.existsAny();
            existing.put(true, known);
        }
        return known;
    }

    /** Whose token this is, if it is anybody's now. */
    Optional<Caller> find(Token token) {
        return token.hasForm()
                ? row(token.sha256())
                        .filter(key -> key.isValidAt(clock.instant()))
                        .map(ApiKey::toCaller)
                : Optional.empty();
    }

    private Optional<ApiKey> row(String sha256) {
        var known = found.getIfPresent(sha256);
        if (known == null) {
            known = repository.findBySha256(sha256);
            found.put(sha256, known);
        }
        return known;
    }

    ApiKeyResponse.Created create(ApiKeyRequest request) {
        var now = clock.instant();
        if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
            throw new Invalid("/expiresAt", "must be in the future");
        }
        boolean first = !exist();
        if (first && !request.scopes().contains(Scope.ADMIN)) {
            throw new Invalid("/scopes", "must have admin: from the first key on nobody comes in without one");
        }
        var id = Ids.next();
        var tenant = request.tenant() == null ? first ? Tenant.LOCAL : id.toString() : request.tenant();
        var token = Token.draw(random);
        var key = new ApiKey(id, request.name(), tenant, token, request.scopes(), now, request.expiresAt());
        repository.save(key);
        forget();
        return key.toResponse().with(token);
    }

    Page<ApiKeyResponse> list(UUID after, int limit) {
        var rows = repository.findByIdLessThanOrderByIdDesc(after, Limit.of(limit + 1));
        return Page.of(rows, limit, ApiKey::id, ApiKey::toResponse);
    }

    /** Ends a key: at once on this node, within a second on others. */
    void revoke(UUID id) {
        transaction.executeWithoutResult(status -> {
            var all = repository.findAndLockAll();
            var key = all.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new NotFound("key", id));
            if (properties.adminKey() == null
                    && all.stream().noneMatch(other -> other != key && administersNow(other))) {
                throw new Conflict("Without key %s nobody could administer this service: make another one, or set %s."
                        .formatted(id, SecurityProperties.ADMIN_KEY));
            }
            repository.delete(key);
        });
        forget();
    }

    private boolean administersNow(ApiKey key) {
        return key.administers() && key.isValidAt(clock.instant());
    }

    private void forget() {
        found.invalidateAll();
        existing.invalidateAll();
    }
}
