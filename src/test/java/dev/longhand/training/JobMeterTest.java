package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhand.engine.TrainingListener.EpochReport;
import dev.longhand.engine.TrainingListener.StepReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobMeterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    /** Numbers that differ from step to step and that no decimal writes short. */
    private static StepReport step(long step, int epoch) {
        var norms = new LinkedHashMap<String, Double>();
        norms.put("lstm.0", step / 9.0);
        norms.put("decoder", step / 11.0);
        return new StepReport(step, epoch, 10, 1.0 / step, step / 7.0, 1, norms, step % 3 == 0, 0.1 / step);
    }

    private static EpochReport epoch(int epoch, long step) {
        return new EpochReport(epoch, step, 1.0 / epoch, 2.0 / epoch, true);
    }

    /** Some steps of a job, with what a run writes down meanwhile. */
    private static List<MetricPoint.Values> feed(JobMeter meter, long from, long to, int stepsPerEpoch) {
        var points = new ArrayList<MetricPoint.Values>();
        for (long step = from; step <= to; step++) {
            int epoch = (int) ((step - 1) / stepsPerEpoch) + 1;
            meter.onStep(step(step, epoch));
            if (step % 11 == 0) {
                points.addAll(meter.takePoints(false));
            }
            if (step % stepsPerEpoch == 0) {
                meter.onEpoch(epoch(epoch, step));
                points.addAll(meter.takePoints(true));
            }
        }
        return points;
    }

    private static JobMeter meter(int epochs, int stepsPerEpoch, JobMeter.State state) {
        return new JobMeter(CLOCK, (long) epochs * stepsPerEpoch, epochs, 1, state);
    }

    private static List<MetricPoint.Values> wholeJob(int epochs, int stepsPerEpoch) {
        var meter = meter(epochs, stepsPerEpoch, JobMeter.State.START);
        return feed(meter, 1, (long) epochs * stepsPerEpoch, stepsPerEpoch);
    }

    @Test
    void aShortJobHasAPointForEveryStep() {
        var points = wholeJob(3, 4);
        assertThat(points)
                .extracting(MetricPoint.Values::step)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
        assertThat(points.get(3))
                .isEqualTo(new MetricPoint.Values(
                        4, 1, 0.25, 2.0, 4 / 7.0, Map.of("lstm.0", 4 / 9.0, "decoder", 4 / 11.0), 0, 0.1 / 4));
        assertThat(points.get(4).validationLoss()).isNull();
    }

    @Test
    void aPointIsTheMeanOfItsSteps() {
        var point = wholeJob(1, 2000).getFirst();
        assertThat(point)
                .isEqualTo(new MetricPoint.Values(
                        2,
                        1,
                        0.75,
                        null,
                        (1 / 7.0 + 2 / 7.0) / 2,
                        Map.of("lstm.0", (1 / 9.0 + 2 / 9.0) / 2, "decoder", (1 / 11.0 + 2 / 11.0) / 2),
                        0,
                        0.1 / 2));
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "100, 333", "1000, 7", "1001, 7", "10000, 3", "100000, 1", "9999, 13"})
    void noJobHasMoreThanTwoThousandPoints(int epochs, int stepsPerEpoch) {
        var points = wholeJob(epochs, stepsPerEpoch);
        assertThat(points.size()).isBetween(500, 2000);
        assertThat(points).extracting(MetricPoint.Values::step).doesNotHaveDuplicates();
        assertThat(points.getLast().step()).isEqualTo((long) epochs * stepsPerEpoch);
        assertThat(points.getLast().validationLoss()).isEqualTo(2.0 / epochs);
    }

    @Test
    void everyOneOfAThousandEpochsHasItsValidationLoss() {
        assertThat(wholeJob(1000, 7).stream()
                        .map(MetricPoint.Values::validationLoss)
                        .filter(Objects::nonNull))
                .hasSize(1000);
    }

    /** Of 2,500 epochs three share a point at their end; points between them take the loss of the epoch before. */
    @Test
    void validationLossesThatFallBetweenPointsGoToTheNextOne() {
        var points = wholeJob(2500, 8);
        var first = points.getFirst();
        assertThat(first.step()).isEqualTo(20);
        assertThat(first.validationLoss()).isEqualTo(2.0 / 2);
        assertThat(points.get(1).step()).isEqualTo(24);
        assertThat(points.get(1).validationLoss()).isEqualTo(2.0 / 3);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1700, 1",
        "3, 1700, 1699",
        "3, 1700, 1700",
        "3, 1700, 2503",
        "2500, 8, 17",
        "2500, 8, 10001",
        "5, 4, 0"
    })
    void goesOnFromAStateAsIfNothingHadHappened(int epochs, int stepsPerEpoch, long stop) {
        long last = (long) epochs * stepsPerEpoch;
        var before = meter(epochs, stepsPerEpoch, JobMeter.State.START);
        var points = new ArrayList<>(feed(before, 1, stop, stepsPerEpoch));
        var written = Specs.JSON.writeValueAsString(before.state());
        var after = meter(epochs, stepsPerEpoch, Specs.JSON.readValue(written, JobMeter.State.class));
        points.addAll(feed(after, stop + 1, last, stepsPerEpoch));

        var undisturbed = meter(epochs, stepsPerEpoch, JobMeter.State.START);
        assertThat(points).isEqualTo(feed(undisturbed, 1, last, stepsPerEpoch));
        assertThat(after.progress()).isEqualTo(undisturbed.progress());
        assertThat(after.state()).isEqualTo(undisturbed.state());
    }

    /** A checkpoint of a build before norms were measured by layer. */
    @Test
    void stepsThatToldNoNormsOfLayersGetAPointWithoutThem() {
        var before = meter(1, 3000, JobMeter.State.START);
        feed(before, 1, 2, 3000);
        var written = Specs.JSON.writeValueAsString(before.state()).replaceAll(",\"layerNorms\":\\{[^}]*}", "");
        assertThat(written).doesNotContain("lstm.0");
        var after = meter(1, 3000, Specs.JSON.readValue(written, JobMeter.State.class));
        feed(after, 3, 6, 3000);
        assertThat(after.takePoints(true).stream().map(MetricPoint.Values::layerGradientNorms))
                .containsExactly(
                        null,
                        Map.of(
                                "lstm.0",
                                (4 / 9.0 + 5 / 9.0 + 6 / 9.0) / 3,
                                "decoder",
                                (4 / 11.0 + 5 / 11.0 + 6 / 11.0) / 3));
    }

    @Test
    void theEndOfATrainingIsAPoint() {
        var meter = meter(2500, 8, JobMeter.State.START);
        feed(meter, 1, 8, 8);
        assertThat(meter.takePoints(true)).isEmpty();
        meter.onEnd();
        assertThat(meter.takePoints(true))
                .singleElement()
                .satisfies(point -> assertThat(point.step()).isEqualTo(8))
                .satisfies(point -> assertThat(point.validationLoss()).isEqualTo(2.0));
        meter.onEnd();
        assertThat(meter.takePoints(true)).isEmpty();
    }

    @Test
    void countsTokensAndClippedSteps() {
        var meter = meter(2, 50, JobMeter.State.START);
        feed(meter, 1, 60, 50);
        var progress = Objects.requireNonNull(meter.progress());
        assertThat(progress.tokensSeen()).isEqualTo(600);
        assertThat(progress.metrics().clippedShare()).isEqualTo(20 / 60.0);
        assertThat(progress.metrics().validationLoss()).isEqualTo(2.0);
    }
}
