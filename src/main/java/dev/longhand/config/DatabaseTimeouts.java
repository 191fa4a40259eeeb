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
            pool.addDataSourceProperty("connectTimeout", SECONDS);
            pool.addDataSourceProperty("loginTimeout", SECONDS);
            pool.addDataSourceProperty("socketTimeout", SECONDS);
            pool.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return bean;
    }

    private static boolean isPostgres(HikariDataSource pool) {
        var url = pool.getJdbcUrl();
        return url != null && url.startsWith("jdbc:postgresql:");
    }
}
