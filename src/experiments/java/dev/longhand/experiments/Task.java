package dev.longhand.experiments;

import dev.longhand.engine.layer.SequenceModel;
import java.util.random.RandomGenerator;

/** Sequences with one right answer each, drawn anew for every batch; it remembers the answers to the last batch drawn. */
interface Task {
    /** Numbers of a time step. */
    int features();

    /** Numbers of an answer. */
    int outputs();

    /** Fills x of the model. */
    void draw(RandomGenerator random, SequenceModel model);

    /** How far the answers of the model are off; they become the gradient of the summed loss. */
    Score score(SequenceModel model);
}
