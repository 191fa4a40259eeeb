package dev.longhand.engine.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that is lost would wait for ever, hence the limits. */
@Timeout(60)
class CrewTest {
    private static final Runnable NOTHING = () -> {};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPartRunsOnceAndOnItsOwnThread(int size) {
        try (var crew = new Crew(size, NOTHING)) {
            var threads = new Thread[size];
            crew.each(part -> threads[part] = Thread.currentThread());
            for (int call = 0; call < 10; call++) {
                var runs = new AtomicIntegerArray(size);
                crew.each(part -> {
                    runs.incrementAndGet(part);
                    assertThat(Thread.currentThread()).isSameAs(threads[part]);
                });
                assertThat(IntStream.range(0, size).map(runs::get)).containsOnly(1);
            }
            assertThat(threads).doesNotHaveDuplicates();
            assertThat(threads[0]).isSameAs(Thread.currentThread());
        }
    }

    /** Each waits for the others within its part: in turns they would never get there. */
    @Test
    void partsRunAtTheSameTime() {
        var barrier = new CyclicBarrier(3);
        try (var crew = new Crew(3, NOTHING)) {
            var met = new AtomicInteger();
            crew.each(part -> {
                try {
                    barrier.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                met.incrementAndGet();
            });
            assertThat(met).hasValue(3);
        }
    }

    @Test
    void manyShortCallsLoseNone() {
        int calls = 20_000;
        try (var crew = new Crew(3, NOTHING)) {
            // plain numbers: what a part wrote is seen by the caller, and by itself in the next call
            var counts = new int[3];
            for (int call = 1; call <= calls; call++) {
                crew.each(part -> counts[part]++);
                if (counts[0] + counts[1] + counts[2] != 3 * call) {
                    assertThat(counts).as("after call " + call).containsOnly(call);
                }
            }
        }
    }

    /** Whoever waited long enough to sleep wakes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneThatIsLateIsWaitedFor(int late) {
        try (var crew = new Crew(2, NOTHING)) {
            for (int call = 0; call < 5; call++) {
                var done = new boolean[2];
                crew.each(part -> {
                    if (part == late) {
                        work(Duration.ofMillis(20));
                    }
                    done[part] = true;
                });
                assertThat(done).containsOnly(true);
            }
        }
    }

    private static void work(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    static Stream<Arguments> failures() {
        return IntStream.range(0, 3)
                .boxed()
                .flatMap(part -> Stream.of(
                        Arguments.of(part, new IllegalArgumentException("a bug")),
                        Arguments.of(part, new OutOfMemoryError("no room")),
                        Arguments.of(part, new AssertionError("neither"))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatAPartThrowsReachesTheCallerAsItIs(int failing, Throwable failure) {
        try (var crew = new Crew(3, NOTHING)) {
            var finished = new AtomicInteger();
            assertThatThrownBy(() -> crew.each(part -> {
                        if (part == failing) {
                            raise(failure);
                        }
                        work(Duration.ofMillis(2));
                        finished.incrementAndGet();
                    }))
                    .isSameAs(failure);
            assertThat(finished).as("no part runs on after the call").hasValue(2);

            var runs = new AtomicInteger();
            crew.each(part -> runs.incrementAndGet());
            assertThat(runs).as("the next call is as any other").hasValue(3);
        }
    }

    private static void raise(Throwable failure) {
        switch (failure) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(failure);
        }
    }

    /** As where the machine has no memory left for any of them. */
    @Test
    void oneOfManyFailuresReachesTheCaller() {
        try (var crew = new Crew(3, NOTHING)) {
            assertThatThrownBy(() -> crew.each(part -> {
                        throw new OutOfMemoryError("no room for " + part);
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void everyTaskOfAListIsDoneOnce() {
        for (int size = 1; size <= 3; size++) {
            try (var crew = new Crew(size, NOTHING)) {
                for (int count : new int[] {0, 1, 2, 7}) {
                    var runs = new AtomicIntegerArray(count);
                    crew.all(IntStream.range(0, count)
                            .mapToObj(i -> (Runnable) () -> runs.incrementAndGet(i))
                            .toList());
                    assertThat(IntStream.range(0, count).map(runs::get).filter(run -> run != 1))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void everyThreadIsPreparedBeforeItComputes() {
        Set<Thread> prepared = ConcurrentHashMap.newKeySet();
        try (var crew = new Crew(3, () -> prepared.add(Thread.currentThread()))) {
            crew.each(part -> assertThat(prepared).contains(Thread.currentThread()));
        }
    }

    @Test
    void anotherCallerIsPreparedAndWokenToo() throws InterruptedException {
        Set<Thread> prepared = ConcurrentHashMap.newKeySet();
        try (var crew = new Crew(2, () -> prepared.add(Thread.currentThread()))) {
            var runs = new AtomicInteger();
            var other = Thread.ofPlatform()
                    .start(() -> crew.each(part -> {
                        work(Duration.ofMillis(5 * part));
                        runs.incrementAndGet();
                    }));
            other.join();
            assertThat(runs).hasValue(2);
            assertThat(prepared).contains(other);
        }
    }

    @Test
    void closeEndsTheThreads() throws InterruptedException {
        var threads = new Thread[3];
        for (int rounds = 0; rounds < 20; rounds++) {
            try (var crew = new Crew(3, NOTHING)) {
                crew.each(part -> threads[part] = Thread.currentThread());
                assertThat(List.of(threads).subList(1, 3)).allMatch(Thread::isAlive);
            }
            for (int part = 1; part < 3; part++) {
                assertThat(threads[part].join(Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 2048, Integer.MAX_VALUE})
    void partsCoverAllThings(int things) {
        for (int parts = 1; parts < 6; parts++) {
            assertThat(Crew.begin(things, 0, parts)).isZero();
            assertThat(Crew.begin(things, parts, parts)).isEqualTo(things);
            for (int part = 0; part < parts; part++) {
                int size = Crew.begin(things, part + 1, parts) - Crew.begin(things, part, parts);
                assertThat(size).isBetween(things / parts, Math.ceilDiv(things, parts));
            }
        }
    }
}
