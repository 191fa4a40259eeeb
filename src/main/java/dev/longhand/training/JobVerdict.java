package dev.longhand.training;

import org.jspecify.annotations.Nullable;

/** Judges a training when its model is safe already: what goes wrong here costs the verdict only. */
final class JobVerdict {
    private JobVerdict() {}

    /** Null when the models that it is compared with do not fit into the heap. */
    static @Nullable Verdict of(TrainingTask task, TrainingCurves curves) {
        try {
            var split = task.text().split();
            var baseline = NgramBaseline.of(
                    split, task.training().network().vocabularySize(), NgramBaseline.Limits.USUAL);
            return Verdict.of(task.order().spec(), curves, baseline);
        } catch (OutOfMemoryError e) {
            e.printStackTrace();
            return null;
        }
    }
}
