package dev.longhand.corpus;

/** Where the suffixes that begin with each symbol lie in the sorted array. */
final class Buckets {
    private final Symbols text;
    /** For each symbol where its next suffix goes, or the one before it. */
    private final IntArray places;

    /** @param places room for one number per symbol */
    Buckets(Symbols text, IntArray places) {
        this.text = text;
        this.places = places;
    }

    /** Begins to fill every bucket from its front. */
    void fromFronts() {
        count();
        for (int symbol = 0, sum = 0; symbol < places.size(); symbol++) {
            int size = places.get(symbol);
            places.set(symbol, sum);
            sum += size;
        }
    }

    /** Begins to fill every bucket from its back. */
    void fromBacks() {
        count();
        for (int symbol = 0, sum = 0; symbol < places.size(); symbol++) {
            sum += places.get(symbol);
            places.set(symbol, sum);
        }
    }

    private void count() {
        places.memory().fill((byte) 0);
        for (int i = 0; i < text.size(); i++) {
            int symbol = text.at(i);
            places.set(symbol, places.get(symbol) + 1);
        }
    }

    int nextOfFront(int symbol) {
        int place = places.get(symbol);
        places.set(symbol, place + 1);
        return place;
    }

    int nextOfBack(int symbol) {
        int place = places.get(symbol) - 1;
        places.set(symbol, place);
        return place;
    }
}
