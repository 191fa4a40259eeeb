package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.web.Invalid;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/** States that clients keep: exact, and nobody's but ours. */
class StateTokensTest {
    private static final UUID MODEL = new UUID(0x1234_5678_9ABC_DEF0L, -7);

    private static final KeptState STATE =
            new KeptState(MODEL, 300, new int[] {0, 127, 128, 16_383, 16_384, Integer.MAX_VALUE}, new float[][] {
                {1.5f, -0.0f, Float.MIN_VALUE}, {}, {(float) Math.PI}
            });

    private javax.sql.DataSource database;
    private StateTokens tokens;

    @BeforeEach
    void database() {
        database = new EmbeddedDatabaseBuilder()
                .generateUniqueName(true)
                .setType(EmbeddedDatabaseType.H2)
                .addScript("db/migration/V4__signing_keys.sql")
                .build();
        tokens = new StateTokens(new StateKey(database));
    }

    private static void assertSame(KeptState read) {
        assertThat(read.modelId()).isEqualTo(MODEL);
        assertThat(read.next()).isEqualTo(STATE.next());
        assertThat(read.recent()).isEqualTo(STATE.recent());
        assertThat(read.hidden()).isDeepEqualTo(STATE.hidden());
        assertThat(Float.floatToRawIntBits(read.hidden()[0][1])).isEqualTo(Float.floatToRawIntBits(-0.0f));
    }

    @Test
    void aStateComesBackBitForBit() {
        assertSame(tokens.read(tokens.write(STATE), MODEL));
    }

    @Test
    void anotherReplicaKnowsTheKey() {
        assertSame(new StateTokens(new StateKey(database)).read(tokens.write(STATE), MODEL));
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from signing_key")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void everyFlippedBitAndEveryTruncationIsRefused() {
        var bytes = Base64.getUrlDecoder().decode(tokens.write(STATE));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            var flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused(Base64.getUrlEncoder().encodeToString(flipped));
        }
        for (int length = 0; length < bytes.length; length++) {
            refused(Base64.getUrlEncoder().encodeToString(java.util.Arrays.copyOf(bytes, length)));
        }
        refused("no base64 at all!");
        refused("");
    }

    private void refused(String token) {
        assertThatThrownBy(() -> tokens.read(token, MODEL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("/state must be a state as this service has answered it");
    }

    @Test
    void aStateOfAnotherModelIsRefusedByName() {
        var other = new UUID(1, 2);
        assertThatThrownBy(() -> tokens.read(tokens.write(STATE), other))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining(MODEL.toString())
                .hasMessageContaining(other.toString());
    }

    @Test
    void aStateOfAnotherServiceIsRefused() {
        var foreign = new EmbeddedDatabaseBuilder()
                .generateUniqueName(true)
                .setType(EmbeddedDatabaseType.H2)
                .addScript("db/migration/V4__signing_keys.sql")
                .build();
        refused(new StateTokens(new StateKey(foreign)).write(STATE));
    }
}
