package dev.longhand.generation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPaceTest {
    /** A batch of a small network makes no more rows than so many a second; one of a large network works half of the time. */
    @ParameterizedTest
    @CsvSource({"24, 200, 3400", "1, 20, 130", "64, 6000, 6000", "2, 100, 200"})
    void besideATrainingItRests(int rows, long tookMicros, long restsMicros) {
        assertThat(BatchPace.nanosToRest(rows, 1000 * tookMicros)).isEqualTo(1000 * restsMicros);
    }
}
