package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.web.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private final FakeNetwork network = new FakeNetwork();
    private final List<String> ends = new ArrayList<>();
    private long now;
    private final Batch batch = new Batch(network, () -> now);

    private Seat seat(String name, Participant participant) {
        return new Seat(participant, 1000, (seat, failure) -> ends.add(name + " " + failure));
    }

    private static Scripted scripted(int seed, int length) {
        return new Scripted(new Random(seed), length);
    }

    /** Many who come and go at different times, in every order: each checks what it hears. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyoneHearsWhatItWouldHearAlone(int seed) {
        RandomGenerator random = new Random(seed);
        var all = new ArrayList<Scripted>();
        int arrived = 0;
        for (int step = 0; step < 500 || !batch.isEmpty(); step++) {
            var next = new Scripted(random, 1 + random.nextInt(30));
            var seat = seat("one", next);
            if (step < 500 && random.nextInt(3) == 0 && batch.hasRoomFor(seat)) {
                batch.join(seat);
                all.add(next);
                arrived++;
            }
            batch.step();
        }
        assertThat(all).allMatch(Scripted::isThrough).hasSizeGreaterThan(20);
        assertThat(ends).hasSize(arrived).allMatch("one null"::equals);
    }

    @Test
    void itIsComputedWithTheFewestRowsThatHaveRoomForAll() {
        batch.join(seat("one", new Readers(1, 100)));
        batch.step();
        assertThat(network.rowsComputed).isEqualTo(2);
        batch.join(seat("two", new Readers(4, 1)));
        batch.step();
        assertThat(network.rowsComputed).isEqualTo(2 + 8);
        batch.step();
        assertThat(network.rowsComputed).isEqualTo(2 + 8 + 2);
    }

    @Test
    void thereIsRoomForTheRowsThatOneMayHaveLater() {
        for (int i = 0; i < 4; i++) {
            var seat = seat("one", scripted(i, 10));
            assertThat(batch.hasRoomFor(seat)).isTrue();
            batch.join(seat);
        }
        assertThat(batch.hasRoomFor(seat("one more", new Readers(1, 1)))).isFalse();
    }

    @Test
    void whoLeavesIsAskedNoMore() {
        var leaving = scripted(1, 100);
        var staying = scripted(2, 100);
        var seat = seat("leaving", leaving);
        batch.join(seat);
        batch.join(seat("staying", staying));
        batch.step();
        seat.leave();
        batch.step();
        batch.step();
        assertThat(leaving.heard).isEqualTo(1);
        assertThat(staying.heard).isEqualTo(3);
        assertThat(ends).containsExactly("leaving null");
    }

    @Test
    void whoTakesTooLongEnds() {
        batch.join(seat("late", scripted(1, 100)));
        now = 1000;
        batch.step();
        assertThat(ends).isEmpty();
        now = 1001;
        batch.step();
        assertThat(batch.isEmpty()).isTrue();
        assertThat(ends.getFirst())
                .startsWith("late " + Unavailable.class.getName())
                .contains("max-duration");
    }

    @Test
    void aParticipantThatFailsFailsAlone() {
        var staying = scripted(2, 10);
        batch.join(seat("asked", new Readers(1, 10) {
            @Override
            public Reading next() {
                throw new IllegalStateException("next");
            }
        }));
        batch.join(seat("told", new Readers(1, 10) {
            @Override
            public void take(float[][] logits) {
                throw new StackOverflowError("take");
            }
        }));
        batch.join(seat("staying", staying));
        while (!batch.isEmpty()) {
            batch.step();
        }
        assertThat(staying.isThrough()).isTrue();
        assertThat(ends)
                .containsExactly(
                        "asked java.lang.IllegalStateException: next",
                        "told java.lang.StackOverflowError: take",
                        "staying null");
        assertThat(network.discarded).isZero();
    }

    @Test
    void aStepThatFailsEndsThoseWhoAreInItAndTheNextOnesAreComputedAnew() {
        network.failing = 3;
        batch.join(seat("one", scripted(1, 10)));
        batch.join(seat("two", scripted(2, 10)));
        for (int step = 0; step < 3; step++) {
            batch.step();
        }
        assertThat(batch.isEmpty()).isTrue();
        assertThat(ends)
                .containsExactly(
                        "one java.lang.IllegalStateException: step 3", "two java.lang.IllegalStateException: step 3");
        assertThat(network.discarded).isEqualTo(1);
        var next = scripted(3, 20);
        batch.join(seat("next", next));
        while (!batch.isEmpty()) {
            batch.step();
        }
        assertThat(next.isThrough()).isTrue();
    }

    /** Reads zeros in some rows, so many times. */
    private static class Readers implements Participant {
        private final int rows;
        private int left;
        private boolean begun;

        Readers(int rows, int times) {
            this.rows = rows;
            this.left = times;
        }

        @Override
        public int mostRows() {
            return rows;
        }

        @Override
        public @Nullable Reading next() {
            var from = new int[rows];
            for (int row = 0; row < rows; row++) {
                from[row] = begun ? row : Reading.NOTHING;
            }
            begun = true;
            return left-- == 0 ? null : new Reading(from, new int[rows]);
        }

        @Override
        public void take(float[][] logits) {}
    }
}
