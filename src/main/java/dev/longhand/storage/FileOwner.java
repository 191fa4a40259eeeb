package dev.longhand.storage;

/** A feature that keeps files in an area, and knows which of them it still needs. */
public interface FileOwner {
    String area();

    boolean needs(String name);
}
