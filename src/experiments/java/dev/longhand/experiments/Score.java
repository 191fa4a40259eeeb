package dev.longhand.experiments;

/**
 * How well a batch was answered.
 *
 * @param loss  summed over its sequences
 * @param wrong answers that do not count as right
 */
record Score(double loss, int wrong, int sequences) {
    static final Score NONE = new Score(0, 0, 0);

    Score plus(Score other) {
        return new Score(loss + other.loss, wrong + other.wrong, sequences + other.sequences);
    }

    double meanLoss() {
        return loss / sequences;
    }

    double wrongShare() {
        return (double) wrong / sequences;
    }
}
