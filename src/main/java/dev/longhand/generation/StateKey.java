package dev.longhand.generation;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key that states are signed with: drawn once, kept in the database, so that every replica has the same. */
@Component
class StateKey {
    private static final String NAME = "generation-state";
    private static final int BYTES = 32;

    private final JdbcClient database;
    private volatile byte @Nullable [] known;

    StateKey(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    byte[] bytes() {
        var bytes = known;
        if (bytes == null) {
            bytes = stored().orElseGet(this::drawn);
            known = bytes;
        }
        return bytes;
    }

    private Optional<byte[]> stored() {
        return database.sql("select secret from signing_key where name = :name")
                .param("name", NAME)
                .query(String.class)
                .optional()
                .map(HexFormat.of()::parseHex);
    }

    private byte[] drawn() {
        var drawn = new byte[BYTES];
        new SecureRandom().nextBytes(drawn);
        try {
            database.sql("insert into signing_key (name, secret) values (:name, :secret)")
                    .param("name", NAME)
                    .param("secret", HexFormat.of().formatHex(drawn))
                    .update();
            return drawn;
        } catch (DuplicateKeyException e) {
            // somebody else was first
            return stored().orElseThrow(() -> e);
        }
    }
}
