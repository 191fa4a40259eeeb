package dev.longhand.config;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * A PostgreSQL that is away, or there and frozen, must not hold requests: they are to be answered with 503 within three
 * seconds. Only its driver knows these properties; how long the pool waits is set for both databases.
 */
@Component
class DatabaseTimeouts implements BeanPostProcessor {
    private static final String SECONDS = "2";

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && isPostgres(pool)) {
            var properties = pool.getDataSourceProperties(); // what is set there is left alone
            properties.putIfAbsent("connectTimeout", SECONDS);
            properties.putIfAbsent("loginTimeout", SECONDS);
            properties.putIfAbsent("socketTimeout", SECONDS);
            properties.putIfAbsent("tcpKeepAlive", "true");
        }
        return bean;
    }

    private static boolean isPostgres(HikariDataSource pool) {
        var url = pool.getJdbcUrl();
        return url != null && url.startsWith("jdbc:postgresql:");
    }
}
