package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhand.web.Unavailable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(4, 2);
    private final List<String> started = new ArrayList<>();

    private record Rows(int mostRows) implements Participant {
        @Override
        public @Nullable Reading next() {
            return null;
        }

        @Override
        public void take(float[][] logits) {}
    }

    private Seat enter(String name, int rows) {
        var seat = new Seat(new Rows(rows), 0, (one, failure) -> {});
        turns.enter(seat, () -> started.add(name));
        return seat;
    }

    @Test
    void whoComesFirstIsServedFirstAlsoWhenALaterOneWouldFit() {
        var three = enter("three", 3);
        var wide = enter("wide", 2);
        var narrow = enter("narrow", 1);
        assertThat(started).containsExactly("three");
        turns.leave(three);
        assertThat(started).containsExactly("three", "wide", "narrow");
        turns.leave(wide);
        turns.leave(narrow);
        enter("all", 4);
        assertThat(started).endsWith("all");
    }

    @Test
    void nobodyWaitsBehindTheLast() {
        var all = enter("all", 4);
        turns.check();
        enter("first", 1);
        enter("second", 1);
        assertThatThrownBy(turns::check).isInstanceOf(Unavailable.class).hasMessageContaining("max-waiting");
        assertThatThrownBy(() -> enter("third", 1)).isInstanceOf(Unavailable.class);
        turns.leave(all);
        turns.check();
        enter("third", 1);
        assertThat(started).containsExactly("all", "first", "second", "third");
    }

    @Test
    void whoGivesUpWaitingMakesRoomForThoseBehind() {
        enter("three", 3);
        var wide = enter("wide", 2);
        enter("narrow", 1);
        assertThat(turns.isWaiting(wide)).isTrue();
        turns.leave(wide);
        assertThat(turns.isWaiting(wide)).isFalse();
        assertThat(started).containsExactly("three", "narrow");
        // the rows of the one that left were never taken: all four are
        enter("another", 1);
        assertThat(started).hasSize(2);
    }
}
