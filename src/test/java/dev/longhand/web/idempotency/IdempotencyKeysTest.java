package dev.longhand.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.web.idempotency.KeyedRequest.Target;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class IdempotencyKeysTest {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Duration MOMENT = Duration.ofNanos(1_000);
    private static final Target TARGET = new Target("POST", "/things?name=a");
    private static final KeyedRequest REQUEST = new KeyedRequest("", "key", TARGET);
    private static final KeptAnswer ANSWER =
            new KeptAnswer(201, "/things/1", "application/json", "{\"name\":\"bär 🐻\"}");

    private final SetClock clock = new SetClock();
    private final DriverManagerDataSource source =
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    private final JdbcClient database = JdbcClient.create(source);
    private final IdempotencyKeys keys =
            new IdempotencyKeys(database, clock, new IdempotencyProperties(LEASE, RETENTION));

    @BeforeEach
    void createTheTable() {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V3__idempotency.sql")).execute(source);
    }

    private Claim.Granted granted() {
        var claim = keys.claim(REQUEST);
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        return (Claim.Granted) claim;
    }

    private long rows() {
        return database.sql("select count(*) from idempotency_key")
                .query(Long.class)
                .single();
    }

    @Test
    void aKeyIsGrantedOnceUntilItHasItsAnswer() {
        var first = granted();
        assertThat(keys.claim(REQUEST)).isEqualTo(new Claim.Running(TARGET));
        keys.finish(first, "abc", ANSWER);
        assertThat(keys.claim(REQUEST)).isEqualTo(new Claim.Finished(TARGET, "abc", ANSWER));
    }

    @Test
    void anAnswerMayHaveNeitherLocationNorType() {
        var answer = new KeptAnswer(204, null, null, "");
        keys.finish(granted(), "abc", answer);
        assertThat(keys.claim(REQUEST)).isEqualTo(new Claim.Finished(TARGET, "abc", answer));
    }

    @Test
    void keysOfOtherOwnersAreOtherKeys() {
        granted();
        assertThat(keys.claim(new KeyedRequest("ann", "key", TARGET))).isInstanceOf(Claim.Granted.class);
        assertThat(keys.claim(new KeyedRequest("", "KEY", TARGET))).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void aFreedKeyIsGrantedAgain() {
        keys.free(granted());
        granted();
    }

    @Test
    void aClaimWhoseServerDiedEndsWithItsLease() {
        granted();
        clock.advance(LEASE.minus(MOMENT));
        assertThat(keys.claim(REQUEST)).isInstanceOf(Claim.Running.class);
        clock.advance(MOMENT);
        granted();
    }

    @Test
    void whoLostItsClaimChangesNothing() {
        var stale = granted();
        clock.advance(LEASE);
        var owner = granted();
        keys.finish(stale, "stale", ANSWER);
        keys.free(stale);
        assertThat(keys.claim(REQUEST)).isInstanceOf(Claim.Running.class);
        keys.finish(owner, "abc", ANSWER);
        assertThat(keys.claim(REQUEST)).isEqualTo(new Claim.Finished(TARGET, "abc", ANSWER));
    }

    @Test
    void aSlowUploadKeepsItsClaim() {
        var lease = keys.lease(granted());
        for (int i = 0; i < 10; i++) {
            clock.advance(LEASE.dividedBy(2));
            lease.run();
        }
        assertThat(keys.claim(REQUEST)).isInstanceOf(Claim.Running.class);
    }

    @Test
    void aLeaseIsRenewedOnlyWhenItsMiddleIsPast() {
        var lease = keys.lease(granted());
        clock.advance(LEASE.dividedBy(2).minus(MOMENT));
        lease.run();
        clock.advance(LEASE.dividedBy(2).plus(MOMENT));
        granted();
    }

    @Test
    void anAnswerIsForgottenAfterItsRetention() {
        keys.finish(granted(), "abc", ANSWER);
        clock.advance(RETENTION.minus(MOMENT));
        assertThat(keys.claim(REQUEST)).isInstanceOf(Claim.Finished.class);
        clock.advance(MOMENT);
        granted();
    }

    @Test
    void anyClaimPurgesWhatIsOver() {
        for (int i = 0; i < 20; i++) {
            keys.claim(new KeyedRequest("", "old-" + i, TARGET));
        }
        assertThat(rows()).isEqualTo(20);
        clock.advance(LEASE);
        granted();
        assertThat(rows()).isEqualTo(1);
    }
}
