package dev.longhand.training;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.DatabaseMetaData;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** This one of the services that share a database. */
@Component
class Node {
    /** The scheduler cuts the names of those who work on something to this length. */
    private static final int LONGEST_NAME = 50;

    private final JdbcClient jdbc;
    private final String name;
    private final boolean alone;

    /**
     * @param given name that no other node has; host and port when it is not set
     */
    Node(
            DataSource database,
            @Value("${longhand.node:#{null}}") @Nullable String given,
            @Value("${server.port}") int port) {
        this.jdbc = JdbcClient.create(database);
        this.name = given != null ? given : host() + ":" + (port == 0 ? UUID.randomUUID() : Integer.toString(port));
        this.alone = isH2(database);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UUID.randomUUID().toString();
        }
    }

    private static boolean isH2(DataSource database) {
        try {
            return JdbcUtils.extractDatabaseMetaData(database, DatabaseMetaData::getDatabaseProductName)
                    .equals("H2");
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("The database does not say what it is", e);
        }
    }

    String name() {
        return name;
    }

    /** Whether no other node can share this database: H2 locks its file. */
    boolean isAlone() {
        return alone;
    }

    /**
     * Gives up what an earlier process of this node worked on when it was killed, so that nobody has to wait until its
     * heartbeats are missed.
     *
     * @return how many tasks
     */
    int releaseOwnTasks() {
        return jdbc.sql("""
            update scheduled_tasks
               set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
             where picked = true and (:alone or picked_by = :name)
            """)
                .param("alone", alone)
                .param("name", name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .update();
    }
}
