package dev.longhand.web.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys in the database. A row is a claim: whoever inserts it runs, whoever meets it waits or gets what it holds. One time
 * decides when it goes: for a running request the end of its lease, for an answer the end of its retention.
 *
 * <p>Every statement is a transaction of its own, because on PostgreSQL an insert that meets another's row spoils the
 * transaction it is in, and because the others are to see the claim before the work is done.
 */
@Repository
class IdempotencyKeys {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyKeys.class);

    /** Between a failed insert and the look at what was there, that can go; not many times in a row. */
    private static final int ATTEMPTS = 5;

    private final JdbcClient database;
    private final Clock clock;
    private final IdempotencyProperties properties;

    IdempotencyKeys(JdbcClient database, Clock clock, IdempotencyProperties properties) {
        this.database = database;
        this.clock = clock;
        this.properties = properties;
    }

    Claim claim(KeyedRequest request) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            purge();
            try {
                return insert(request);
            } catch (DuplicateKeyException e) {
                var found = find(request);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return new Claim.Running(request.target());
    }

    /** Answers that nobody will ask for any more, and claims of servers that died. */
    private void purge() {
        try {
            database.sql("delete from idempotency_key where expires_at <= :now")
                    .param("now", in(Duration.ZERO))
                    .update();
        } catch (ConcurrencyFailureException e) {
            log.debug("Others purge keys at the same time", e);
        }
    }

    private Claim.Granted insert(KeyedRequest request) {
        var claim = new Claim.Granted(UUID.randomUUID());
        database.sql("""
            insert into idempotency_key (owner, request_key, claim, method, path, created_at, expires_at)
            values (:owner, :key, :claim, :method, :path, :now, :expires)\
            """)
                .param("owner", request.owner())
                .param("key", request.key())
                .param("claim", claim.id())
                .param("method", request.target().method())
                .param("path", request.target().path())
                .param("now", in(Duration.ZERO))
                .param("expires", in(properties.idempotencyLease()))
                .update();
        return claim;
    }

    private Optional<Claim> find(KeyedRequest request) {
        return database.sql("""
            select method, path, fingerprint, status, location, content_type, body from idempotency_key
            where owner = :owner and request_key = :key and expires_at > :now\
            """)
                .param("owner", request.owner())
                .param("key", request.key())
                .param("now", in(Duration.ZERO))
                .query((row, number) -> claim(row))
                .optional();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        var target = new KeyedRequest.Target(row.getString("method"), row.getString("path"));
        int status = row.getInt("status");
        if (row.wasNull()) {
            return new Claim.Running(target);
        }
        var answer =
                new KeptAnswer(status, row.getString("location"), row.getString("content_type"), row.getString("body"));
        return new Claim.Finished(target, row.getString("fingerprint"), answer);
    }

    /** To be run while the request runs and may take long. */
    Runnable lease(Claim.Granted claim) {
        return new Lease(
                clock,
                properties.idempotencyLease(),
                () -> database.sql("update idempotency_key set expires_at = :expires where claim = :claim and status is"
                                + " null")
                        .param("expires", in(properties.idempotencyLease()))
                        .param("claim", claim.id())
                        .update());
    }

    /** Keeps the answer. A claim that was lost meanwhile changes nothing: the key is another's. */
    void finish(Claim.Granted claim, String fingerprint, KeptAnswer answer) {
        int kept = database.sql("""
            update idempotency_key set fingerprint = :fingerprint, status = :status, location = :location,
            content_type = :contentType, body = :body, expires_at = :expires where claim = :claim\
            """)
                .param("fingerprint", fingerprint)
                .param("status", answer.status())
                .param("location", answer.location())
                .param("contentType", answer.contentType())
                .param("body", answer.body())
                .param("expires", in(properties.idempotencyRetention()))
                .param("claim", claim.id())
                .update();
        if (kept == 0) {
            log.warn("{} was created after the lease of its key had ended; it may exist twice", answer.location());
        }
    }

    void free(Claim.Granted claim) {
        database.sql("delete from idempotency_key where claim = :claim")
                .param("claim", claim.id())
                .update();
    }

    private OffsetDateTime in(Duration duration) {
        return clock.instant().plus(duration).atOffset(ZoneOffset.UTC);
    }
}
