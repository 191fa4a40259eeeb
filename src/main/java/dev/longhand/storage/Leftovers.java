package dev.longhand.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes published files that nobody needs: whoever wrote them died before they were named in the database, or after they
 * were taken out of it. Young ones are left alone, because they may be about to be named.
 */
@Component
class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final FileStore store;
    private final List<FileOwner> owners;
    private final StorageProperties properties;
    private final Clock clock;

    Leftovers(FileStore store, List<FileOwner> owners, StorageProperties properties, Clock clock) {
        this.store = store;
        this.owners = owners;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${longhand.storage.sweep-interval:PT10M}")
    void remove() {
        var oldest = clock.instant().minus(properties.leftoverAge());
        for (var owner : owners) {
            try {
                remove(owner, oldest);
            } catch (RuntimeException e) {
                log.warn("What nothing needs in {} stays there until the next time", owner.area(), e);
            }
        }
    }

    private void remove(FileOwner owner, Instant oldest) {
        for (var name : store.names(owner.area())) {
            if (isOlder(owner.area(), name, oldest) && !owner.needs(name)) {
                store.delete(owner.area(), name);
                log.info("Removed {}/{}, which nothing needs", owner.area(), name);
            }
        }
    }

    private boolean isOlder(String area, String name, Instant than) {
        try {
            return Files.getLastModifiedTime(store.path(area, name)).toInstant().isBefore(than);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            log.warn("The age of {}/{} is unknown", area, name, e);
            return false;
        }
    }
}
