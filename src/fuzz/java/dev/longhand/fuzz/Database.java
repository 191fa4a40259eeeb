package dev.longhand.fuzz;

import dev.longhand.resilience.Postgres;
import dev.longhand.resilience.Setting;
import java.util.List;
import java.util.Locale;

/** What the service keeps its rows in. */
enum Database {
    H2 {
        @Override
        List<String> properties(Setting setting) {
            return List.of();
        }
    },
    POSTGRESQL {
        @Override
        List<String> properties(Setting setting) {
            return Postgres.started(setting).properties();
        }
    };

    /** What a server must be told to use it. */
    abstract List<String> properties(Setting setting);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
