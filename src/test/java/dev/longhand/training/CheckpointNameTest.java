package dev.longhand.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointNameTest {
    private static final UUID JOB = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");

    @Test
    void nameIsReadBack() {
        var name = new CheckpointName(JOB, 3, 1200);
        assertThat(CheckpointName.of(Path.of("anywhere", name.toString()))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0198f3a0-0000-7000-8000-000000000001",
                "0198f3a0-0000-7000-8000-000000000001.1",
                "0198f3a0-0000-7000-8000-000000000001.1.2.checkpoint",
                "0198f3a0-0000-7000-8000-000000000001.x.2",
                "a.1.2"
            })
    void otherFilesHaveNone(String file) {
        assertThat(CheckpointName.of(Path.of(file))).isEmpty();
    }

    @Test
    void theLastAnchorIsAtOrBeforeAStep() {
        var anchors = Anchors.of(390);
        assertThat(anchors.every()).isEqualTo(20);
        assertThat(anchors.isAt(0)).isFalse();
        assertThat(anchors.isAt(40)).isTrue();
        assertThat(anchors.upTo(40)).isEqualTo(40);
        assertThat(anchors.upTo(39)).isEqualTo(20);
        assertThat(anchors.upTo(19)).isZero();
    }
}
