package dev.longhand.bench;

import dev.longhand.engine.Precision;
import dev.longhand.engine.StopSignal;
import java.util.stream.Collectors;

/** Times the steps of a training: {@code TrainingSpeed H L B T V warm-up-seconds seconds precision}. */
final class TrainingSpeed {
    private TrainingSpeed() {}

    public static void main(String[] args) {
        int H = Integer.parseInt(args[0]);
        int L = Integer.parseInt(args[1]);
        int B = Integer.parseInt(args[2]);
        int T = Integer.parseInt(args[3]);
        int V = Integer.parseInt(args[4]);
        var watch = new StepWatch(Double.parseDouble(args[5]), Double.parseDouble(args[6]));

        var training = new SyntheticTraining(new StepShape(H, L, B, T, V), Precision.valueOf(args[7]));
        StopSignal stop = () -> watch.isDone() ? StopSignal.Answer.FINISH : StopSignal.Answer.GO_ON;
        training.run(Long.MAX_VALUE, watch, stop);
        System.out.printf(
                "{\"threads\":%d,\"stepSeconds\":[%s],\"loss\":%s}%n",
                SyntheticTraining.THREADS,
                watch.stepSeconds().stream().map(Object::toString).collect(Collectors.joining(",")),
                watch.loss());
    }
}
