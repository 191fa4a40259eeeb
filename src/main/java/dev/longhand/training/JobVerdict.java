package dev.longhand.training;

import org.jspecify.annotations.Nullable;

/** Judges a training when its model is safe already: what goes wrong here costs the verdict only. */
final class JobVerdict {
    /** Of the heap: what the models that only count may take. */
    private static final double SHARE = 0.5;

    private JobVerdict() {}

    /** Null when there is none. */
    static @Nullable Verdict of(TrainingTask task, TrainingCurves curves) {
        try {
            long heap = (long) (SHARE * Runtime.getRuntime().maxMemory());
            var baseline = NgramBaseline.of(
                    task.text().split(), task.training().network().vocabularySize(), NgramBaseline.Limits.within(heap));
            return Verdict.of(task.order().spec(), curves, baseline);
        } catch (RuntimeException | OutOfMemoryError e) {
            WorkerLog.error(e);
            return null;
        }
    }
}
