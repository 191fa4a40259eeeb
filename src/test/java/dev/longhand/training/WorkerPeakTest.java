package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real workers: a small job, and one whose network outweighs the rest; {@code src/bench/run memory} does many. */
@EnabledOnOs(OS.LINUX)
class WorkerPeakTest {
    private static final int THREADS = 2;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"preset\": \"tiny\", \"maxSteps\": 3}",
                "{\"network\": {\"hiddenSize\": 512, \"layers\": 1}, \"sequenceLength\": 128, \"maxSteps\": 2}"
            })
    void theRealPeakIsBelowTheEstimateAndAboveHalfOfIt(String request) throws IOException, InterruptedException {
        var order = new WorkerOrders(directory, "some letters of some kind\n".repeat(400)).first(request);
        long estimate = MemoryEstimate.of(order.spec(), TokenForecast.of(order.spec(), order.corpus()), THREADS);
        assertThat(WorkerPeak.of(order, new WorkerCommand(512L << 20, estimate)))
                .isBetween(estimate / 2, estimate);
    }
}
