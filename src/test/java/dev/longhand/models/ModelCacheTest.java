package dev.longhand.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelCacheTest {
    private static final List<UUID> IDS =
            IntStream.range(0, 5).mapToObj(i -> new UUID(0, i)).toList();

    private final ModelCache<Thing> cache = new ModelCache<>(100);
    private final List<UUID> loaded = new ArrayList<>();

    private static final class Thing implements ModelCache.InMemory {
        private long bytes;
        private Runnable listener = () -> {};

        Thing(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void whenGrown(Runnable listener) {
            this.listener = listener;
        }

        void grow(long more) {
            bytes += more;
            listener.run();
        }
    }

    private Thing use(int id, long bytes) {
        return cache.get(IDS.get(id), one -> {
            loaded.add(one);
            return new Thing(bytes);
        });
    }

    private List<Integer> inMemory() {
        return IntStream.range(0, IDS.size())
                .filter(id -> cache.bytes(IDS.get(id)).isPresent())
                .boxed()
                .toList();
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        use(0, 40);
        use(1, 40);
        use(0, 40);
        use(2, 40);
        assertThat(inMemory()).containsExactly(0, 2);
        use(3, 60);
        assertThat(inMemory()).containsExactly(2, 3);
        assertThat(loaded).containsExactlyElementsOf(IDS.subList(0, 4));
    }

    @Test
    void theOneThatWasUsedLastStaysHoweverLargeItIs() {
        use(0, 40);
        use(1, 500);
        assertThat(inMemory()).containsExactly(1);
        assertThat(use(1, 500)).isSameAs(use(1, 500));
        assertThat(cache.bytes(IDS.get(1))).hasValue(500);
    }

    @Test
    void whatGrowsPushesOthersOut() {
        use(0, 40);
        var growing = use(1, 40);
        assertThat(inMemory()).containsExactly(0, 1);
        growing.grow(30);
        assertThat(inMemory()).containsExactly(1);
        assertThat(cache.bytes(IDS.get(1))).hasValue(70);
    }

    @Test
    void askingForItsBytesIsNoUse() {
        use(0, 40);
        use(1, 40);
        assertThat(cache.bytes(IDS.get(0))).hasValue(40);
        use(2, 40);
        assertThat(inMemory()).containsExactly(1, 2);
    }

    @Test
    void aFailureIsForThoseWhoWaitedAndTheNextOneTriesAgain() {
        assertThatThrownBy(() -> cache.get(IDS.get(0), id -> {
                    throw new IllegalStateException("no file");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no file");
        assertThat(inMemory()).isEmpty();
        assertThat(use(0, 10).bytes()).isEqualTo(10);
    }

    @Test
    void aModelIsLoadedOnceForAllWhoAskAtTheSameTime() {
        var loads = new AtomicInteger();
        var asking = new CountDownLatch(8);
        var all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            asking.countDown();
                            return cache.get(IDS.get(0), id -> {
                                await(asking);
                                loads.incrementAndGet();
                                return new Thing(10);
                            });
                        },
                        task -> Thread.ofVirtual().start(task)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        assertThat(loads).hasValue(1);
        assertThat(Arrays.stream(all).map(CompletableFuture::join).distinct()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsRemovedWhileItIsLoadedDoesNotComeBack() {
        cache.get(IDS.get(0), id -> {
            cache.remove(id);
            return new Thing(10);
        });
        assertThat(inMemory()).isEmpty();
    }
}
