package dev.longhand.bench.pytorch;

import java.util.stream.DoubleStream;

/** What steps take, one by one. */
final class StepTimes {
    private StepTimes() {}

    /** Times in seconds: of steps for so long, but of at least one, since one can take longer than that. */
    static DoubleStream measured(double seconds, Runnable step) {
        var times = DoubleStream.builder();
        long begin = System.nanoTime();
        do {
            long from = System.nanoTime();
            step.run();
            times.add((System.nanoTime() - from) / 1e9);
        } while (System.nanoTime() - begin < seconds * 1e9);
        return times.build();
    }
}
