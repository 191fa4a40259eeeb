package dev.longhand.training;

import dev.longhand.corpus.Corpora;
import dev.longhand.models.Models;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What jobs would cost. Nothing is written, and no transaction is open while this machine is measured. */
@Service
class DryRuns {
    private final Corpora corpora;
    private final Models models;
    private final JobPlans plans;
    private final Calibrations calibrations;
    private final TrainingSupervision supervision;
    private final TrainingProperties properties;

    DryRuns(
            Corpora corpora,
            Models models,
            JobPlans plans,
            Calibrations calibrations,
            TrainingSupervision supervision,
            TrainingProperties properties) {
        this.corpora = corpora;
        this.models = models;
        this.plans = plans;
        this.calibrations = calibrations;
        this.supervision = supervision;
        this.properties = properties;
    }

    /** The cost of a request, or what a submission of it would be refused for. */
    JobCost cost(TrainingJobRequest request) {
        var initial = request.initialModel() == null ? null : models.get(request.initialModel());
        var plan = plans.plan(request, corpora.get(request.corpusId()), initial);
        int jobs = supervision.workingOn();
        boolean fits = plan.memoryBytes() <= properties.memoryBeside(jobs);
        var calibration = fits ? calibrations.of(CalibrationShape.of(plan)) : Optional.<Calibration>empty();
        var machine = calibration.map(Calibration::machine).orElse(SpecWarnings.Machine.UNKNOWN);
        var warnings = new ArrayList<>(plan.warnings(machine));
        if (calibration.isEmpty()) {
            warnings.add(
                    fits
                            ? "secondsPerEpoch could not be measured"
                            : "secondsPerEpoch was not measured: running jobs leave too little memory for that");
        } else if (jobs > 0) {
            warnings.add("secondsPerEpoch was measured beside %d running jobs".formatted(jobs));
        }
        return new JobCost(
                plan.spec(),
                plan.network().parameters(),
                plan.memoryBytes(),
                plan.stepsPerEpoch(),
                calibration.map(found -> found.secondsPerEpoch(plan)).orElse(null),
                warnings);
    }
}
