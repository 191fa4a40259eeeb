package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VitalityTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Vitality vitality = new Vitality(now);

    /** Looks every second, as the worker says every second what it has done. */
    private boolean isLostAfter(Duration time, long work) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now = now.plusSeconds(1);
            vitality.onWork(work, now);
            if (vitality.isLost(now)) {
                return true;
            }
        }
        return false;
    }

    private void works(int steps, Duration each) {
        vitality.onSteps(now);
        for (int step = 1; step <= steps; step++) {
            assertThat(isLostAfter(each, step)).isFalse();
        }
    }

    @Test
    void aWorkerThatStandsStillForMoreThanAMinuteIsLost() {
        works(50, Duration.ofSeconds(1));
        assertThat(isLostAfter(Duration.ofSeconds(55), 50)).isFalse();
        assertThat(isLostAfter(Duration.ofSeconds(10), 50)).isTrue();
    }

    @Test
    void oneWhoseStepsAreLongHasTwentyTimesAsLong() {
        works(50, Duration.ofSeconds(30));
        assertThat(isLostAfter(Duration.ofSeconds(560), 50)).isFalse();
        assertThat(isLostAfter(Duration.ofSeconds(50), 50)).isTrue();
    }

    @Test
    void howLongTheFirstStepTakesIsNotKnownBefore() {
        works(0, Duration.ZERO);
        assertThat(isLostAfter(Duration.ofMinutes(9), -1)).isFalse();
        assertThat(isLostAfter(Duration.ofMinutes(2), -1)).isTrue();
    }

    @Test
    void timeInWhichNobodyLookedDoesNotCount() {
        works(50, Duration.ofSeconds(1));
        now = now.plus(Duration.ofHours(1));
        assertThat(vitality.isLost(now)).isFalse();
        vitality.onWork(50, now);
        assertThat(vitality.isLost(now)).isFalse();
        assertThat(isLostAfter(Duration.ofSeconds(70), 50)).isTrue();
    }
}
