package dev.longhand.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration AGE = Duration.ofHours(1);
    private static final UUID KNOWN = new UUID(0, 1);
    private static final UUID UNKNOWN = new UUID(0, 2);

    @TempDir
    private Path directory;

    private FileStore store;

    @BeforeEach
    void open() {
        store = new FileStore(properties());
    }

    private StorageProperties properties() {
        return new StorageProperties(directory, Duration.ofMinutes(10), AGE);
    }

    private Path file(String name, Duration age) throws IOException {
        var area = Files.createDirectories(store.directory("models"));
        var file = Files.writeString(area.resolve(name), "x");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private void remove(FileOwner... owners) {
        new Leftovers(store, List.of(owners), properties(), Clock.fixed(NOW, ZoneOffset.UTC)).remove();
    }

    private static FileOwner models() {
        return FileOwner.ofIds("models", KNOWN::equals);
    }

    @Test
    void oldFilesThatNothingNeedsGoAndNoOthers() throws IOException {
        var needed = file(KNOWN.toString(), AGE.plusSeconds(1));
        var leftOver = file(UNKNOWN.toString(), AGE.plusSeconds(1));
        var young = file(new UUID(0, 3).toString(), AGE.minusSeconds(1));
        var foreign = file("notes.txt", AGE.plusSeconds(1));
        var hidden = file(".nfs0001", AGE.plusSeconds(1));
        remove(models());
        assertThat(leftOver).doesNotExist();
        assertThat(List.of(needed, young, foreign, hidden))
                .allSatisfy(kept -> assertThat(kept).exists());
    }

    @Test
    void oneOwnerThatFailsDoesNotKeepTheOthersFromTheirs() throws IOException {
        var leftOver = file(UNKNOWN.toString(), AGE.plusSeconds(1));
        FileOwner failing = FileOwner.ofIds("models", id -> {
            throw new IllegalStateException("the database is away");
        });
        remove(failing, models());
        assertThat(leftOver).doesNotExist();
    }
}
