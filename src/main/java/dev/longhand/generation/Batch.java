package dev.longhand.generation;

import dev.longhand.web.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all who work with one network, stepped together; rows join and leave at every step. It is computed with the smallest
 * number of rows that has room for all; a row keeps its place until that number changes. One thread.
 */
final class Batch {
    private final Network network;
    private final LongSupplier clock;
    private final List<Member> members = new ArrayList<>();
    private Places places;
    /** What the model says, for every place; the arrays are used again at every step. */
    private float[][] logits = {};

    Batch(Network network, LongSupplier clock) {
        this.network = network;
        this.clock = clock;
        this.places = Places.NONE;
    }

    /** A seat with what it reads now and where its rows are. */
    private static final class Member {
        final Seat seat;
        int[] rows = {};

        @Nullable
        Reading reading;

        Member(Seat seat) {
            this.seat = seat;
        }
    }

    /** Whether there is room for all the rows that this one may have. */
    boolean hasRoomFor(Seat seat) {
        return seat.mostRows()
                        + members.stream().mapToInt(m -> m.seat.mostRows()).sum()
                <= network.mostRows();
    }

    void join(Seat seat) {
        members.add(new Member(seat));
    }

    /** Rows that were computed in the last step. */
    int rows() {
        return members.stream().mapToInt(member -> member.rows.length).sum();
    }

    /** Rows that the last step was computed with; 0 when there was none. */
    int computed() {
        return members.isEmpty() ? 0 : places.size();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** One token for every row. What fails in it ends the seats that it is about, and never comes out of here. */
    void step() {
        members.forEach(this::ask);
        members.removeIf(this::isOver);
        if (members.isEmpty()) {
            return;
        }
        try {
            arrange();
            logits = enough(logits, places.size());
            places.step(logits);
        } catch (Throwable e) {
            // an error of native code or memory as well: whoever waits must hear of it
            fail(e);
            return;
        }
        members.forEach(this::tell);
    }

    private void ask(Member member) {
        var seat = member.seat;
        member.reading = null;
        if (seat.hasEnded()) {
            return;
        }
        if (seat.hasLeft()) {
            seat.end(null);
        } else if (seat.isLate(clock.getAsLong())) {
            seat.end(tooLate());
        } else {
            try {
                member.reading = seat.participant().next();
                if (member.reading == null) {
                    seat.end(null);
                }
            } catch (RuntimeException | Error e) {
                seat.end(e);
            }
        }
    }

    static Unavailable tooLate() {
        return new Unavailable(
                "The request takes longer than it may (longhand.generation.max-duration), or the service is about to"
                        + " stop.",
                Duration.ofSeconds(1));
    }

    private boolean isOver(Member member) {
        if (!member.seat.hasEnded()) {
            return false;
        }
        places.free(member.rows);
        return true;
    }

    /** Gives every row a place with the state that it goes on from. */
    private void arrange() {
        int needed = members.stream().mapToInt(Batch::rows).sum();
        var rows = network.withRoomFor(needed);
        if (rows.size() != places.size()) {
            var other = new Places(rows);
            members.forEach(member -> member.rows = other.moveIn(reading(member), member.rows, places));
            places = other;
        } else {
            // first all that stay, then those who need the places of others
            members.forEach(member -> places.keep(reading(member), member.rows));
            members.forEach(member -> member.rows = places.settle(reading(member), member.rows));
        }
        members.forEach(member -> places.put(member.rows, reading(member).ids()));
    }

    private static int rows(Member member) {
        return reading(member).rows();
    }

    private static Reading reading(Member member) {
        return Objects.requireNonNull(member.reading);
    }

    private void tell(Member member) {
        try {
            member.seat.participant().take(of(member.rows), row -> places.state(member.rows[row]));
        } catch (RuntimeException | Error e) {
            // its rows are given up with the next step
            member.seat.end(e);
        }
    }

    private float[][] enough(float[][] logits, int rows) {
        int V = network.vocabularySize();
        return logits.length >= rows ? logits : new float[rows][V];
    }

    private float[][] of(int[] rows) {
        var said = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            said[i] = logits[rows[i]];
        }
        return said;
    }

    /** Ends all who are in it, and forgets what they were computed with. */
    void fail(Throwable failure) {
        places = Places.NONE;
        var failed = List.copyOf(members);
        members.clear();
        network.discard();
        failed.forEach(member -> member.seat.end(failure));
    }
}
