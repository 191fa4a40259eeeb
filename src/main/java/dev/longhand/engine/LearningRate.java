package dev.longhand.engine;

/**
 * The learning rate of every step, as a schedule has it, times a factor by which a training that diverged is healed. Of the
 * schedules only {@code plateau} remembers anything: the validation losses.
 */
final class LearningRate {
    /** One cycle begins at 1/25 of the learning rate and ends at 1/10,000 of that, as in PyTorch. */
    private static final double CYCLE_BEGIN = 1.0 / 25;

    private static final double CYCLE_END = CYCLE_BEGIN / 10_000;

    private final ScheduleSpec schedule;
    private final double base;
    private final long totalSteps;

    private static final String PREFIX = "learningRate.";
    private static final String SCALE = PREFIX + "scale";

    private double scale = 1;
    private double plateauFactor = 1;
    private double best = Double.POSITIVE_INFINITY;
    private int epochsWithoutBetter;

    LearningRate(ScheduleSpec schedule, double base, long totalSteps) {
        this.schedule = schedule;
        this.base = base;
        this.totalSteps = totalSteps;
    }

    /**
     * @param step from 1
     */
    double at(long step) {
        long warmup = schedule.warmupSteps();
        if (step <= warmup) {
            return scale * (base * step / warmup);
        }
        return scale * (base * factor(step - 1 - warmup, Math.max(1, totalSteps - warmup)));
    }

    /** After {@code done} of {@code all} steps behind the warm-up. */
    private double factor(long done, long all) {
        return switch (schedule) {
            case ScheduleSpec.Constant constant -> 1;
            case ScheduleSpec.Step step -> Math.pow(step.factor(), (double) (done / step.every()));
            case ScheduleSpec.Exponential exponential ->
                Math.pow(exponential.factor(), (double) done / exponential.every());
            case ScheduleSpec.Cosine cosine -> between(1, cosine.finalFactor(), share(done, all - 1));
            case ScheduleSpec.OneCycle cycle -> cycle(done, all, cycle.rise());
            case ScheduleSpec.Plateau plateau -> plateauFactor;
        };
    }

    private static double cycle(long done, long all, double rise) {
        long last = all - 1;
        double peak = Math.max(1, rise * all - 1);
        return done <= peak
                ? between(CYCLE_BEGIN, 1, done / peak)
                : between(1, CYCLE_END, Math.min(1, (done - peak) / Math.max(1, last - peak)));
    }

    private static double share(long done, long all) {
        return all <= 0 ? 1 : Math.min(1, (double) done / all);
    }

    /** Along half a cosine. */
    private static double between(double begin, double end, double share) {
        return end + (begin - end) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    /** After each epoch; NaN says nothing. */
    void onValidation(double loss) {
        if (!(schedule instanceof ScheduleSpec.Plateau plateau) || Double.isNaN(loss)) {
            return;
        }
        if (loss < best) {
            best = loss;
            epochsWithoutBetter = 0;
        } else if (++epochsWithoutBetter > plateau.patience()) {
            plateauFactor *= plateau.factor();
            epochsWithoutBetter = 0;
        }
    }

    /** Multiplies all rates from now on. */
    void scale(double factor) {
        scale *= factor;
    }

    double scale() {
        return scale;
    }

    static double scale(Numbers numbers) {
        return numbers.real(SCALE);
    }

    void save(Numbers numbers) {
        numbers.put(SCALE, scale);
        numbers.put(PREFIX + "plateauFactor", plateauFactor);
        numbers.put(PREFIX + "best", best);
        numbers.put(PREFIX + "epochsWithoutBetter", epochsWithoutBetter);
    }

    void restore(Numbers numbers) {
        scale = scale(numbers);
        plateauFactor = numbers.real(PREFIX + "plateauFactor");
        best = numbers.real(PREFIX + "best");
        epochsWithoutBetter = numbers.count(PREFIX + "epochsWithoutBetter");
    }
}
