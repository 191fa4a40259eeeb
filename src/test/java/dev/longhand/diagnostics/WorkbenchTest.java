package dev.longhand.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.web.NotFound;
import dev.longhand.web.Unavailable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WorkbenchTest {
    private static Workbench workbench(int maxWaiting) {
        return new Workbench(new DiagnosticsProperties(1, 1, 1, 1, 1, 1, 1, maxWaiting));
    }

    @Test
    void refusesWhatWouldWaitTooLong() throws Exception {
        var workbench = workbench(0);
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var client = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = client.submit(() -> workbench.compute(() -> {
                begun.countDown();
                end.await();
                return Thread.currentThread().isVirtual();
            }));
            begun.await();
            assertThatThrownBy(() -> workbench.compute(() -> 1))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("longhand.diagnostics.max-waiting");
            end.countDown();
            assertThat(first.get()).isFalse();
        }
        workbench.destroy();
    }

    @Test
    void aSituationReachesTheOneWhoWaits() {
        var workbench = workbench(1);
        assertThatThrownBy(() -> workbench.compute(() -> {
                    throw new NotFound("model", "nobody");
                }))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> workbench.compute(() -> {
                    throw new OutOfMemoryError("a test");
                }))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("memory");
        assertThat(workbench.compute(() -> 3)).isEqualTo(3);
        workbench.destroy();
    }
}
