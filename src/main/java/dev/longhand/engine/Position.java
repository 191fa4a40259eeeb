package dev.longhand.engine;

/**
 * How far a training has come, between two steps.
 *
 * @param epoch   the running one, from 1
 * @param call    the next one within the epoch, from 0
 * @param step    steps that were made
 * @param lossSum nats over the tokens of the epoch that were predicted so far
 * @param tokens  how many those are
 */
record Position(int epoch, long call, long step, double lossSum, long tokens) {
    static final Position BEGIN = new Position(1, 0, 0, 0, 0);

    private static final String PREFIX = "position.";

    Position afterStep(double loss, int counted) {
        return new Position(epoch, call + 1, step + 1, lossSum + loss * counted, tokens + counted);
    }

    Position nextEpoch() {
        return new Position(epoch + 1, 0, step, 0, 0);
    }

    double meanLoss() {
        return lossSum / tokens;
    }

    void save(Numbers numbers) {
        numbers.put(PREFIX + "epoch", epoch);
        numbers.put(PREFIX + "call", call);
        numbers.put(PREFIX + "step", step);
        numbers.put(PREFIX + "lossSum", lossSum);
        numbers.put(PREFIX + "tokens", tokens);
    }

    static Position of(Numbers numbers) {
        return new Position(
                numbers.count(PREFIX + "epoch"),
                numbers.whole(PREFIX + "call"),
                numbers.whole(PREFIX + "step"),
                numbers.real(PREFIX + "lossSum"),
                numbers.whole(PREFIX + "tokens"));
    }
}
