package dev.longhand.training;

import dev.longhand.corpus.Corpus;
import dev.longhand.models.Model;
import dev.longhand.web.Invalid;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes plans of requests and refuses those that cannot work, for submissions and for dry runs alike. */
@Component
class JobPlans {
    /** Numbers that every JSON reader keeps exact, JavaScript's among them. */
    private static final long LARGEST_DRAWN_SEED = 1L << 53;

    private final TrainingDefaults defaults;
    private final TrainingProperties properties;
    private final RandomGenerator seeds;

    JobPlans(TrainingDefaults defaults, TrainingProperties properties, RandomGenerator seeds) {
        this.defaults = defaults;
        this.properties = properties;
        this.seeds = seeds;
    }

    /**
     * What a request becomes.
     *
     * @param initial the model to go on from; null to begin anew
     * @throws Invalid        when its values do not fit together
     * @throws CorpusTooSmall when the text cannot give a single step
     * @throws OverBudget     when it would need more memory than a job may have
     */
    JobPlan plan(TrainingJobRequest request, Corpus corpus, @Nullable Model initial) {
        var spec = defaults.resolve(
                request, corpus.characters(), defaultName(corpus), seeds.nextLong(LARGEST_DRAWN_SEED), initial);
        var plan = JobPlan.of(corpus, initial, spec, properties.threadsOfAJob());
        checkSize(plan);
        checkMemory(plan);
        return plan;
    }

    /** Where the tokens can only be guessed, the job itself may find later that they are too few. */
    private static void checkSize(JobPlan plan) {
        var spec = plan.spec();
        if (spec.segmentation() != Segmentation.STREAM) {
            return; // one segment is enough, and only reading the text tells how many there are
        }
        long minimum = TrainingSplit.minimum(spec.batchSize(), spec.sequenceLength(), spec.validationFraction());
        long most = plan.forecast().most();
        if (most < minimum) {
            long characters = plan.corpus().characters();
            double charactersAToken = (double) characters / Math.max(1, most);
            throw new CorpusTooSmall(characters, (long) Math.ceil(minimum * charactersAToken));
        }
    }

    private void checkMemory(JobPlan plan) {
        long needs = plan.memoryBytes();
        if (needs > properties.memoryOfAJob()) {
            throw new OverBudget(needs, properties.memoryOfAJob());
        }
    }

    /** The corpus's name as far as a model's name allows it. */
    private static String defaultName(Corpus corpus) {
        var name = corpus.name().replaceAll("\\.[A-Za-z]{1,4}$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
        var trimmed = name.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        return trimmed.isEmpty() ? "model" : trimmed.substring(0, Math.min(trimmed.length(), 60));
    }
}
