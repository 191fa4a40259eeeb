package dev.longhand.storage;

import java.util.UUID;
import java.util.function.Predicate;

/** A feature that keeps files in an area, and knows which of them it still needs. */
public interface FileOwner {
    String area();

    boolean needs(String name);

    /** Files that are named by the ids of what the database knows; a file of any other name is somebody else's. */
    static FileOwner ofIds(String area, Predicate<UUID> isKnown) {
        return new FileOwner() {
            @Override
            public String area() {
                return area;
            }

            @Override
            public boolean needs(String name) {
                try {
                    return isKnown.test(UUID.fromString(name));
                } catch (IllegalArgumentException e) {
                    return true;
                }
            }
        };
    }
}
