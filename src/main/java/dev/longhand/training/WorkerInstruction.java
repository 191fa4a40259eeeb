package dev.longhand.training;

/** What the service tells a worker while it works, one word a line on its standard input; its end means: end now. */
enum WorkerInstruction {
    /** Write a checkpoint and end. */
    SUSPEND
}
