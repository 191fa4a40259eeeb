package dev.longhand.engine;

/** A weighted mean in which what was added before counts less with every addition. */
final class RunningMean {
    private final String name;
    private final double keep;
    private double sum;
    private double weight;

    /**
     * @param name under which a checkpoint has it
     * @param keep what is left of the weight of all others when one is added
     */
    RunningMean(String name, double keep) {
        this.name = name;
        this.keep = keep;
    }

    void add(double value, double weight) {
        sum = keep * sum + value * weight;
        this.weight = keep * this.weight + weight;
    }

    /** NaN before anything was added. */
    double value() {
        return sum / weight;
    }

    void save(Numbers numbers) {
        numbers.put(name + ".sum", sum);
        numbers.put(name + ".weight", weight);
    }

    void restore(Numbers numbers) {
        sum = numbers.real(name + ".sum");
        weight = numbers.real(name + ".weight");
    }
}
