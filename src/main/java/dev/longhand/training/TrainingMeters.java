package dev.longhand.training;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** What the workers of this node have done since it started, as meters that only grow: what happens now is their rate. */
@Component
class TrainingMeters {
    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final Counter tokens;
    private final Counter clipped;
    private final Counter diverged;

    TrainingMeters(MeterRegistry meters) {
        FunctionTimer.builder(
                        "longhand.training.steps",
                        this,
                        our -> our.steps.get(),
                        our -> our.nanos.get(),
                        TimeUnit.NANOSECONDS)
                .description("Optimizer steps and the time that they took")
                .register(meters);
        this.tokens = Counter.builder("longhand.training.tokens")
                .description("Tokens that were trained on")
                .register(meters);
        this.clipped = Counter.builder("longhand.training.clipped")
                .description("Steps whose gradient was cut")
                .register(meters);
        this.diverged = Counter.builder("longhand.training.divergences")
                .description("Losses or norms that were not finite, or far above their own history")
                .register(meters);
    }

    /** Measures one attempt at a job. */
    RunMeter meter() {
        return new RunMeter(this);
    }

    void add(RunMeter.Work work) {
        steps.addAndGet(work.steps());
        nanos.addAndGet((long) (work.seconds() * Duration.ofSeconds(1).toNanos()));
        tokens.increment(work.tokens());
        clipped.increment(work.clippedSteps());
    }

    void addDivergence() {
        diverged.increment();
    }
}
