package dev.longhand.training;

import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One point of a job's series: what was measured over the steps since the point before. */
@Entity
class MetricPoint implements Persistable<MetricPoint.Key> {
    @EmbeddedId
    private Key key;

    private int epoch;
    private double trainLoss;
    private @Nullable Double validationLoss;
    private double gradientNorm;

    @Convert(converter = LayerNormsColumn.class)
    private @Nullable Map<String, Double> layerGradientNorms;

    private double clippedShare;
    private double learningRate;

    protected MetricPoint() {}

    MetricPoint(UUID jobId, Values values) {
        this.key = new Key(jobId, values.step());
        this.epoch = values.epoch();
        this.trainLoss = values.trainLoss();
        this.validationLoss = values.validationLoss();
        this.gradientNorm = values.gradientNorm();
        this.layerGradientNorms = values.layerGradientNorms();
        this.clippedShare = values.clippedShare();
        this.learningRate = values.learningRate();
    }

    /** Which point of which job. */
    @Embeddable
    record Key(UUID jobId, long step) {}

    /**
     * A point as the API shows it.
     *
     * @param step               the last step that it covers
     * @param trainLoss          nats per token, mean
     * @param validationLoss     nats per token, of the latest epoch that ended since the point before
     * @param gradientNorm       L2 before clipping, mean
     * @param layerGradientNorms the same of the gradient of each layer by name: {@code embedding}, {@code lstm.0} and so on (or
     *                           {@code gru}, {@code rnn}), {@code decoder}, and where tied embeddings have one
     *                           {@code projection}; null where none was measured
     * @param clippedShare       share of the steps whose gradient was cut
     */
    record Values(
            long step,
            int epoch,
            double trainLoss,
            @Nullable Double validationLoss,
            double gradientNorm,
            @Nullable Map<String, Double> layerGradientNorms,
            double clippedShare,
            double learningRate) {}

    Values values() {
        return new Values(
                key.step(),
                epoch,
                trainLoss,
                validationLoss,
                gradientNorm,
                layerGradientNorms,
                clippedShare,
                learningRate);
    }

    @Override
    public Key getId() {
        return key;
    }

    /** Points are only ever added. */
    @Override
    public boolean isNew() {
        return true;
    }
}
