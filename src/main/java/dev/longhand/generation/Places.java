package dev.longhand.generation;

import org.jspecify.annotations.Nullable;

/** The rows of a network of one size, and which of them are taken. */
final class Places {
    /** Where there is no network yet. */
    static final Places NONE = new Places(null, 0);

    private final @Nullable NetworkRows rows;
    private final boolean[] taken;
    /** What each row reads next; the free ones read something, and nobody looks. */
    private final int[] ids;

    Places(NetworkRows rows) {
        this(rows, rows.size());
    }

    private Places(@Nullable NetworkRows rows, int size) {
        this.rows = rows;
        taken = new boolean[size];
        ids = new int[size];
    }

    int size() {
        return taken.length;
    }

    /** Takes places for rows that were elsewhere, with the states that they go on from; where they are. */
    int[] moveIn(Reading reading, int[] old, Places elsewhere) {
        var places = new int[reading.rows()];
        for (int row = 0; row < places.length; row++) {
            places[row] = take();
            fill(places[row], reading.from()[row], old, elsewhere);
        }
        return places;
    }

    /** Frees the places of rows that nobody goes on from. */
    void keep(Reading reading, int[] places) {
        if (reading.staysWith(places.length)) {
            return;
        }
        var kept = new boolean[places.length];
        for (int from : reading.from()) {
            if (from != Reading.NOTHING) {
                kept[from] = true;
            }
        }
        for (int row = 0; row < places.length; row++) {
            taken[places[row]] = kept[row];
        }
    }

    /** The first one that goes on from a row stays in its place, others take new ones; where they are. */
    int[] settle(Reading reading, int[] old) {
        if (reading.staysWith(old.length)) {
            return old;
        }
        var places = new int[reading.rows()];
        var used = new boolean[old.length];
        for (int row = 0; row < places.length; row++) {
            int from = reading.from()[row];
            if (from != Reading.NOTHING && !used[from]) {
                used[from] = true;
                places[row] = old[from];
            } else {
                places[row] = take();
                fill(places[row], from, old, this);
            }
        }
        return places;
    }

    private int take() {
        int place = 0;
        while (taken[place]) {
            place++;
        }
        taken[place] = true;
        return place;
    }

    private void fill(int place, int from, int[] old, Places elsewhere) {
        if (from == Reading.NOTHING) {
            rows().reset(place);
        } else {
            rows().copy(place, elsewhere.rows(), old[from]);
        }
    }

    void free(int[] places) {
        for (int place : places) {
            taken[place] = false;
        }
    }

    void put(int[] places, int[] ids) {
        for (int row = 0; row < places.length; row++) {
            this.ids[places[row]] = ids[row];
        }
    }

    void step(float[][] logits) {
        rows().step(ids, logits);
    }

    private NetworkRows rows() {
        if (rows == null) {
            throw new IllegalStateException("There is no network");
        }
        return rows;
    }
}
