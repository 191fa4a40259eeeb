package dev.longhand.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for the most probable texts instead of drawing them (beam search; Lowerre 1976, with mean log-probabilities as in
 * Cho et al. 2014): at each step every text that is alive is tried with every token, and the best few stay alive. Steps on logits
 * (bias, bans, penalties) count; their outcome is normalised again. It ends when as many texts are finished as there are beams and
 * none that is alive has a higher mean. Equal ones go by beam, then by id: nothing is drawn.
 */
final class BeamSearch implements Writer {
    /** Of so many candidates enough go on even if the model would end every beam. */
    private static final int CANDIDATES_PER_BEAM = 2;

    private final Manner manner;
    private final int beams;
    private final List<Beam> finished = new ArrayList<>();
    private List<Beam> alive;

    /**
     * A text with what it is worth.
     *
     * @param parent the row that it comes from
     * @param last   its last token, which its row reads next
     * @param sum    log-probabilities of its tokens after the steps, in nats
     * @param length how many tokens that are
     */
    private record Beam(Continuation text, int parent, int last, double sum, int length) {
        double mean() {
            return sum / Math.max(1, length);
        }
    }

    private static final Comparator<Beam> BY_MEAN =
            Comparator.comparingDouble(Beam::mean).reversed();

    BeamSearch(Manner manner, Prompt prompt, int beams) {
        this.manner = manner;
        this.beams = beams;
        this.alive = List.of(new Beam(new Continuation(manner, prompt), 0, 0, 0, 0));
    }

    @Override
    public int mostRows() {
        return beams;
    }

    @Override
    public void begin(float[] logits) {
        grow(new float[][] {logits});
    }

    @Override
    public void take(float[][] logits) {
        grow(logits);
    }

    @Override
    public boolean isOver() {
        return alive.isEmpty()
                || (finished.size() == beams
                        && alive.stream()
                                .noneMatch(
                                        beam -> beam.mean() > finished.getLast().mean()));
    }

    /** Every text goes on from the row of the one that it has grown from. */
    @Override
    public Reading next() {
        return new Reading(
                alive.stream().mapToInt(Beam::parent).toArray(),
                alive.stream().mapToInt(Beam::last).toArray());
    }

    /** The best texts, best first; fewer than were wanted where there are no more. */
    @Override
    public List<Continuation> texts() {
        return finished.stream().limit(manner.request().n()).map(Beam::text).toList();
    }

    private void grow(float[][] logits) {
        var sums = sums(logits);
        // once for each row, however many of its tokens are candidates
        var reported = Arrays.stream(logits).map(manner::reported).toArray(double[][]::new);
        int V = logits[0].length;
        var ranking = new Ranking(sums);
        var grown = new ArrayList<Beam>();
        for (int tried = 0; tried < CANDIDATES_PER_BEAM * beams && grown.size() < beams && ranking.hasNext(); tried++) {
            int candidate = ranking.next();
            if (sums[candidate] == Double.NEGATIVE_INFINITY) {
                break; // only tokens that are out are left
            }
            var beam = beam(candidate / V, candidate % V, sums[candidate], reported[candidate / V]);
            if (beam.text.isFinished()) {
                keep(beam);
            } else {
                grown.add(beam);
            }
        }
        alive = grown;
    }

    /** What every text would be worth with every token, (beams·V). */
    private double[] sums(float[][] logits) {
        int V = logits[0].length;
        var sums = new double[alive.size() * V];
        for (int row = 0; row < alive.size(); row++) {
            var beam = alive.get(row);
            var values = Logits.of(logits[row]);
            manner.steps().forEach(step -> step.apply(values, beam.text.history()));
            var added = Logits.logProbabilities(values);
            for (int id = 0; id < V; id++) {
                sums[row * V + id] = beam.sum + added[id];
            }
        }
        return sums;
    }

    private Beam beam(int row, int id, double sum, double[] reported) {
        var text = alive.get(row).text.copy();
        text.add(id, reported);
        return new Beam(text, row, id, sum, alive.get(row).length + 1);
    }

    private void keep(Beam beam) {
        finished.add(beam);
        finished.sort(BY_MEAN);
        if (finished.size() > beams) {
            finished.removeLast();
        }
    }
}
