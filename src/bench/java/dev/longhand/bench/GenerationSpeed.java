package dev.longhand.bench;

import dev.longhand.engine.Precision;
import dev.longhand.engine.Predictor;
import dev.longhand.engine.StopSignal;
import dev.longhand.engine.Weights;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Times texts that Longhand generates side by side, the likeliest token each time: {@code GenerationSpeed H L V streams length
 * warm-up-seconds seconds}.
 */
final class GenerationSpeed {
    private final Predictor predictor;
    private final int[] first;
    private final int length;

    private GenerationSpeed(Predictor predictor, int[] first, int length) {
        this.predictor = predictor;
        this.first = first;
        this.length = length;
    }

    public static void main(String[] args) {
        int H = Integer.parseInt(args[0]);
        int L = Integer.parseInt(args[1]);
        int V = Integer.parseInt(args[2]);
        int streams = Integer.parseInt(args[3]);
        int length = Integer.parseInt(args[4]);
        double warmUp = Double.parseDouble(args[5]);
        double seconds = Double.parseDouble(args[6]);

        var first = new SplittableRandom(1).ints(streams, 0, V).toArray();
        var speed = new GenerationSpeed(new Predictor(weights(H, L, V), streams), first, length);
        speed.texts(warmUp);
        System.out.printf(
                "{\"stepSeconds\":[%s]}%n",
                speed.texts(seconds).stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    /** Of a training of one small step: what they are does not matter here. */
    private static Weights weights(int H, int L, int V) {
        var training = new SyntheticTraining(new StepShape(H, L, 2, 2, V), Precision.FLOAT32);
        return training.run(1, new StepWatch(0, 0), () -> StopSignal.Answer.GO_ON)
                .weights();
    }

    /** Seconds of single texts, for so long. */
    private ArrayList<Double> texts(double seconds) {
        var times = new ArrayList<Double>();
        long begin = System.nanoTime();
        do {
            long from = System.nanoTime();
            write();
            times.add((System.nanoTime() - from) / 1e9);
        } while (System.nanoTime() - begin < seconds * 1e9);
        return times;
    }

    private void write() {
        predictor.reset();
        var ids = first.clone();
        for (int t = 0; t < length; t++) {
            var logits = predictor.step(ids);
            for (int row = 0; row < ids.length; row++) {
                ids[row] = likeliest(logits[row]);
            }
        }
    }

    private static int likeliest(float[] logits) {
        int likeliest = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[likeliest]) {
                likeliest = id;
            }
        }
        return likeliest;
    }
}
