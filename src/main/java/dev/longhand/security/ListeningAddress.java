package dev.longhand.security;

import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Where this service can be reached; without a key from this machine only, or it does not start. */
@Component
@Lazy(false) // also where everything else may be
class ListeningAddress implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(ListeningAddress.class);

    private final ServerProperties server;
    private final ObjectProvider<ApiKeys> keys;

    ListeningAddress(ServerProperties server, ObjectProvider<ApiKeys> keys) {
        this.server = server;
        this.keys = keys;
    }

    boolean isThisMachineOnly() {
        InetAddress address = server.getAddress();
        return address != null && address.isLoopbackAddress();
    }

    /** Before the web server listens. */
    @Override
    public void afterSingletonsInstantiated() {
        if (keys.getObject().exist()) {
            return;
        }
        if (!isThisMachineOnly()) {
            throw new Unprotected();
        }
        log.info("There is no key: whoever is on this machine may do everything, and nobody else is served");
    }

    /** Everybody who reaches this machine could do everything. */
    static final class Unprotected extends RuntimeException {
        Unprotected() {
            super("server.address lets others reach this service, and it has no key");
        }
    }
}
