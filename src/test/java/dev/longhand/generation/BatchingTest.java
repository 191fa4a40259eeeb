package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.web.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests on threads of their own, a batch on another. */
class BatchingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeNetwork network = new FakeNetwork();
    private final AtomicLong now = new AtomicLong();
    private final Batching batching = new Batching(
            new GenerationProperties(1, 1, 1, 1, 1, 16, 4, Duration.ofSeconds(10), 1, Duration.ofSeconds(1)),
            Thread.ofPlatform().daemon().factory(),
            now::get,
            BatchPace.FULL,
            new GenerationMeters(new SimpleMeterRegistry()));

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Goes on until somebody lets it end, and says how many steps it has made. */
    private static final class Endless implements Participant {
        private final Consumer<Integer> result;
        private boolean begun;
        private volatile int steps;
        volatile boolean ending;

        Endless(Consumer<Integer> result) {
            this.result = result;
        }

        @Override
        public int mostRows() {
            return 4;
        }

        @Override
        public @Nullable Reading next() {
            if (ending) {
                result.accept(steps);
                return null;
            }
            var reading = begun ? Reading.goOn(1) : Reading.begin(1);
            begun = true;
            return reading;
        }

        @Override
        public void take(float[][] logits, RowStates states) {
            steps++;
            LockSupport.parkNanos(100_000);
        }
    }

    private final List<Endless> endless = new ArrayList<>();

    private Running<Integer> begin() {
        return batching.submit(network, batching.deadline(), result -> {
            endless.add(new Endless(result));
            return endless.getLast();
        });
    }

    @Test
    void manyThreadsGetWhatOneAloneGets() {
        var all = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            var script = new Scripted(new Random(i), 1 + i % 40);
                            while (true) {
                                try (var running = batching.<Scripted>submit(
                                        network, batching.deadline(), result -> finishing(script, result))) {
                                    return running.only().isThrough();
                                } catch (Unavailable e) {
                                    LockSupport.parkNanos(1_000_000); // all places to wait are taken
                                }
                            }
                        },
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        assertThat(all).allMatch(CompletableFuture::join);
        await(() -> batching.running() == 0);
    }

    private static Participant finishing(Scripted script, Consumer<Scripted> result) {
        return new Participant() {
            @Override
            public int mostRows() {
                return script.mostRows();
            }

            @Override
            public @Nullable Reading next() {
                var next = script.next();
                if (next == null) {
                    result.accept(script);
                }
                return next;
            }

            @Override
            public void take(float[][] logits, RowStates states) {
                script.take(logits, states);
            }
        };
    }

    @Test
    void whoClosesMakesRoomForTheNextAndStopsWithinTwoSteps() {
        var running = IntStream.range(0, 5).mapToObj(i -> begin()).toList();
        await(() -> endless.subList(0, 4).stream().allMatch(one -> one.steps > 0));
        assertThat(endless.get(4).steps).isZero();
        running.get(2).close();
        int then = endless.get(2).steps;
        await(() -> endless.get(4).steps > 3);
        assertThat(endless.get(2).steps).isBetween(then, then + 2);
        running.forEach(Running::close);
        await(() -> batching.running() == 0);
    }

    @Test
    void whoGivesUpWaitingIsNeverBegun() {
        var running = IntStream.range(0, 8).mapToObj(i -> begin()).toList();
        assertThatThrownBy(this::begin).isInstanceOf(Unavailable.class);
        running.get(4).close();
        running.get(0).close();
        await(() -> endless.get(5).steps > 0);
        assertThat(endless.get(4).steps).isZero();
        running.forEach(Running::close);
        await(() -> batching.running() == 0);
        assertThat(endless.get(7).steps).isZero();
    }

    @Test
    void aFailedStepIsToldToAllAndTheNextRequestIsComputed() {
        network.failing = 5;
        var two = List.of(begin(), begin());
        for (var one : two) {
            assertThatThrownBy(one::only)
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("step 5");
        }
        var next = begin();
        endless.getLast().ending = true;
        assertThat(next.only()).isNotNegative();
        await(() -> batching.running() == 0);
    }

    @Test
    void nothingTakesLongerThanItMay() throws InterruptedException {
        var all = IntStream.range(0, 5).mapToObj(i -> begin()).toList();
        await(() -> endless.getFirst().steps > 0);
        assertThat(all.getFirst().next(Duration.ofMillis(1))).isNull();
        now.addAndGet(Duration.ofSeconds(10).toNanos() + 1);
        for (var one : all) {
            assertThatThrownBy(one::only).isInstanceOf(Unavailable.class).hasMessageContaining("max-duration");
        }
        await(() -> batching.running() == 0);
    }

    @Test
    void whatIsWrittenWhenTheServiceStopsHasAMomentToEnd() {
        var first = begin();
        var second = begin();
        await(() -> endless.stream().allMatch(one -> one.steps > 0));
        batching.stop();
        assertThatThrownBy(this::begin).isInstanceOf(Unavailable.class);
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        endless.getFirst().ending = true;
        assertThat(first.only()).isPositive();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThatThrownBy(second::only).isInstanceOf(Unavailable.class);
        await(() -> batching.running() == 0);
    }
}
