package dev.longhand.engine;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a training tells. */
final class Diary implements TrainingListener {
    final List<StepReport> steps = new ArrayList<>();
    final List<EpochReport> epochs = new ArrayList<>();

    @Override
    public void onStep(StepReport report) {
        steps.add(report);
    }

    @Override
    public void onEpoch(EpochReport report) {
        epochs.add(report);
    }

    List<Double> losses() {
        return steps.stream().map(StepReport::loss).toList();
    }

    List<Double> learningRates() {
        return steps.stream().map(StepReport::learningRate).toList();
    }
}
