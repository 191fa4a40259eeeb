package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages of a worker become meters that only grow. */
class RunMeterTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RunMeter meter = new TrainingMeters(registry).meter();

    private void started(long step) {
        meter.onMessage(new WorkerMessage.Started(step, 1000, 65, null, List.of(), List.of()));
    }

    private void progress(long step, long tokens, @Nullable Double speed, double clippedShare) {
        var metrics = new JobMetrics(1.0, null, null, null, 1.0, null, clippedShare, null, 0.1);
        meter.onMessage(
                new WorkerMessage.Progress(new JobProgress(1, step, 1000, tokens, speed, null, metrics), List.of()));
    }

    private void thereWere(long steps, double tokens, double seconds, double clipped, int divergences) {
        var timer = registry.get("longhand.training.steps").functionTimer();
        assertThat(timer.count()).isEqualTo(steps);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isCloseTo(seconds, within(1e-6));
        assertThat(registry.get("longhand.training.tokens").counter().count()).isCloseTo(tokens, within(1e-6));
        assertThat(registry.get("longhand.training.clipped").counter().count()).isCloseTo(clipped, within(1e-6));
        assertThat(registry.get("longhand.training.divergences").counter().count())
                .isEqualTo(divergences);
    }

    @Test
    void stepsAndTokensAreThoseOfThisAttempt() {
        started(100);
        progress(110, 1100, null, 0.5); // no speed yet: it counts with the next one
        progress(120, 1200, 50.0, 0.5);
        thereWere(20, 200, 4, 10, 0);
        progress(130, 1300, 100.0, 0.5);
        progress(130, 1300, 100.0, 0.5);
        thereWere(30, 300, 5, 15, 0);
    }

    @Test
    void aRollBackIsADivergenceAndTheWorkAfterItCounts() {
        started(0);
        progress(50, 500, 500.0, 0);
        meter.onMessage(new WorkerMessage.RolledBack(60, 20, 0.5, "the loss was not finite."));
        progress(30, 300, 100.0, 0);
        thereWere(60, 600, 2, 0, 1);
        meter.onMessage(new WorkerMessage.Failed(JobFailure.diverged("again.")));
        thereWere(60, 600, 2, 0, 2);
    }
}
