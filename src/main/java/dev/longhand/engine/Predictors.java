package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.onednn.PackedCopies;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The predictors of one network, one of each size that was needed, with its weights in memory once: packed copies are shared. One
 * thread at a time predicts; any thread may ask how large they are.
 */
public final class Predictors {
    private final Weights weights;
    private final Runnable growth;
    private final PackedCopies copies = new PackedCopies();
    private final Map<Integer, Predictor> bySize = new ConcurrentHashMap<>();

    /**
     * @param growth told when there is another one
     */
    public Predictors(Weights weights, Runnable growth) {
        this.weights = weights;
        this.growth = growth;
    }

    /**
     * The smallest predictor that has room for so many rows; sizes are powers of two. What its rows hold is what was left there.
     *
     * @param rows at most {@link Predictor#MOST_ROWS}
     */
    public Predictor withRoomFor(int rows) {
        if (rows > Predictor.MOST_ROWS) {
            throw new IllegalArgumentException("%d rows are more than %d".formatted(rows, Predictor.MOST_ROWS));
        }
        int size = rows <= 2 ? 2 : Integer.highestOneBit(rows - 1) << 1;
        var known = bySize.get(size);
        if (known != null) {
            return known;
        }
        var made = new Predictor(weights, size, Backend.best(), copies);
        bySize.put(size, made);
        growth.run();
        return made;
    }

    /** Forgets them: one that has failed may be in any state. */
    public void discard() {
        bySize.clear();
    }

    public int vocabularySize() {
        return weights.spec().vocabularySize();
    }

    /** Memory that the weights and all predictors take. */
    public long bytes() {
        return weights.bytes()
                + copies.bytes()
                + bySize.values().stream().mapToLong(Predictor::bytes).sum();
    }
}
