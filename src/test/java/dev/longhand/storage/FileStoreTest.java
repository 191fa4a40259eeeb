package dev.longhand.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTest {
    @TempDir
    Path directory;

    private FileStore store;

    private FileStore start() {
        return new FileStore(properties(directory.resolve("files")));
    }

    private static StorageProperties properties(Path directory) {
        return new StorageProperties(directory, Duration.ofMinutes(10), Duration.ofHours(1));
    }

    @BeforeEach
    void open() {
        store = start();
    }

    private StagedFile staged(String content) throws IOException {
        var staged = store.stage();
        try (var out = staged.open()) {
            out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return staged;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void stagedFileIsInvisibleUntilItIsPublished() throws IOException {
        var path = store.path("models", "one");
        try (var staged = staged("text")) {
            assertThat(path).doesNotExist();
            assertThat(staged.path()).hasContent("text");
            staged.publish("models", "one");
            assertThat(path).hasContent("text");
            assertThat(staged.path()).doesNotExist();
        }
        assertThat(path).hasContent("text");
        assertThat(files()).containsExactly(path);
    }

    @Test
    void stagedFileThatIsNotPublishedLeavesNothing() throws IOException {
        try (var staged = staged("text")) {
            assertThat(staged.path()).exists();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void stagedFileThatWasNeverWrittenLeavesNothing() throws IOException {
        store.stage().close();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatACrashLeftIsRemovedAtTheNextStart() throws IOException {
        staged("published").publish("models", "one");
        var dead = Files.createDirectories(store.staging().resolveSibling("dead"));
        Files.writeString(dead.resolveSibling("dead.lock"), "");
        Files.writeString(dead.resolve("one"), "left by a crash");
        Files.writeString(dead.resolveSibling("older"), "left by a version that had one directory");
        store = start();
        assertThat(files()).containsExactly(store.path("models", "one"));
        assertThat(store.path("models", "one")).hasContent("published");
        assertThat(dead).doesNotExist();
    }

    @Test
    void whatAnotherProcessIsWritingStaysWhereItIs() throws IOException {
        var staged = staged("in progress");
        var other = start();
        assertThat(staged.path()).hasContent("in progress");
        assertThat(other.staging()).isNotEqualTo(store.staging());
        other.close();
        staged.publish("models", "one");
        assertThat(store.path("models", "one")).hasContent("in progress");
    }

    @Test
    void aStoreThatIsClosedLeavesNothingUnfinished() throws IOException {
        staged("never published");
        store.close();
        assertThat(files()).isEmpty();
        assertThat(store.staging()).doesNotExist();
    }

    @Test
    void refusedNameLeavesTheFileUnpublished() throws IOException {
        try (var staged = staged("text")) {
            assertThatThrownBy(() -> staged.publish("models", "../one")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void stagedFilesDoNotMeet() throws IOException {
        try (var first = staged("first");
                var second = staged("second")) {
            first.publish("models", "1");
            second.publish("models", "2");
        }
        assertThat(store.path("models", "1")).hasContent("first");
        assertThat(store.path("models", "2")).hasContent("second");
    }

    @Test
    void publishingReplacesWhatHasTheName() throws IOException {
        staged("first").publish("models", "one");
        staged("second").publish("models", "one");
        assertThat(store.path("models", "one")).hasContent("second");
        assertThat(files()).hasSize(1);
    }

    @Test
    void sameNameInAnotherAreaIsAnotherFile() throws IOException {
        staged("text").publish("models", "one");
        assertThat(store.path("corpora", "one")).doesNotExist();
    }

    @Test
    void deletedFileIsGoneAndMayBeDeletedAgain() throws IOException {
        staged("text").publish("models", "one");
        store.delete("models", "one");
        assertThat(store.path("models", "one")).doesNotExist();
        store.delete("models", "one");
        store.delete("never", "there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../one", "../../one", "a/b", "a/", "a/..", "/one", "/a/b/c", ".hidden", "a\0b"})
    void nameThatLeavesItsPlaceIsRefused(String name) {
        assertThatThrownBy(() -> store.path("models", name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.delete("models", name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.path(name, "one")).isInstanceOf(IllegalArgumentException.class);
    }

    /** As deep as a file of the area, so that counting names does not notice. */
    @Test
    void absoluteNameIsRefusedHoweverDeepItIs() {
        var elsewhere =
                directory.resolve("other").resolve("models").resolve("one").toAbsolutePath();
        assertThatThrownBy(() -> store.path("models", elsewhere.toString()))
                .isInstanceOf(IllegalArgumentException.class);
        var inside = store.path("models", "one").toString();
        assertThatThrownBy(() -> store.path("models", inside)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stagingAreaIsNobodyElses() {
        assertThatThrownBy(() -> store.path("staging", "one")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void directoryThatCannotBeUsedIsNamedWithItsProperty() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "no directory");
        assertThatThrownBy(() -> new FileStore(properties(file)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("longhand.storage.directory")
                .hasMessageContaining(file.toString());
    }
}
