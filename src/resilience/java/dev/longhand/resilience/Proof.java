package dev.longhand.resilience;

/** One line of the table. */
public interface Proof {
    String name();

    /** What is demanded, for the table. */
    String must();

    /** Does it; what it throws counts as a failure. */
    Finding prove(Setting setting) throws Exception;
}
