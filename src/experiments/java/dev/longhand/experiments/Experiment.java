package dev.longhand.experiments;

import java.io.IOException;

/** One result of a paper, done again. */
interface Experiment {
    String name();

    /** Prints its table and draws its plot. */
    void run(Setting setting) throws IOException;
}
