package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A participant that reads what was drawn before, forks and gives up rows, and checks that it hears what it must hear. */
final class Scripted implements Participant {
    private static final int MOST = 4;

    private final List<Reading> readings = new ArrayList<>();
    /** What its rows have read by now. */
    private long[] states = {};

    private int next;
    int heard;

    /** Some readings of one to four rows that go on from one another. */
    Scripted(RandomGenerator random, int length) {
        int before = 0;
        for (int i = 0; i < length; i++) {
            int rows = 1 + random.nextInt(MOST);
            var from = new int[rows];
            var ids = new int[rows];
            for (int row = 0; row < rows; row++) {
                from[row] = before == 0 || random.nextInt(10) == 0 ? Reading.NOTHING : random.nextInt(before);
                ids[row] = random.nextInt(FakeNetwork.V);
            }
            // most of the time everything stays where it is
            readings.add(i > 0 && random.nextInt(3) > 0 ? stay(before, ids) : new Reading(from, ids));
            before = readings.getLast().rows();
        }
    }

    private static Reading stay(int rows, int[] ids) {
        var from = new int[rows];
        var again = new int[rows];
        for (int row = 0; row < rows; row++) {
            from[row] = row;
            again[row] = ids[row % ids.length];
        }
        return new Reading(from, again);
    }

    @Override
    public int mostRows() {
        return MOST;
    }

    @Override
    public @Nullable Reading next() {
        return next == readings.size() ? null : readings.get(next++);
    }

    @Override
    public void take(float[][] logits) {
        var reading = readings.get(next - 1);
        var now = new long[reading.rows()];
        assertThat(logits).hasNumberOfRows(now.length);
        for (int row = 0; row < now.length; row++) {
            int from = reading.from()[row];
            now[row] = FakeNetwork.read(from == Reading.NOTHING ? 0 : states[from], reading.ids()[row]);
            assertThat(logits[row]).as("row %d", row).isEqualTo(FakeNetwork.said(now[row]));
        }
        states = now;
        heard++;
    }

    boolean isThrough() {
        return heard == readings.size();
    }
}
