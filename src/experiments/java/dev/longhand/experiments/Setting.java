package dev.longhand.experiments;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/**
 * What an experiment works with.
 *
 * @param images where its plot goes
 */
record Setting(Options options, Path images, InstantSource clock, ExecutorService threads) {
    Deadline deadline() {
        return new Deadline(clock, clock.instant().plus(options.time()));
    }

    /** Does independent things and gives what they found in their order. */
    <T> List<T> all(List<Callable<T>> tasks) {
        try {
            var results = new java.util.ArrayList<T>();
            for (var future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
