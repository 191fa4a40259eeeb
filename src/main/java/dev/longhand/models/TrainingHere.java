package dev.longhand.models;

/** Says whether this machine trains as well: whoever works with models leaves something of it to that. */
@FunctionalInterface
public interface TrainingHere {
    boolean goesOn();
}
