package dev.longhand.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NicenessTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void itIsAboutOneThread() throws InterruptedException {
        long[] nice = new long[2];
        long before = niceness();
        var thread = Thread.ofPlatform().start(() -> {
            nice[0] = niceness();
            Niceness.giveWay();
            nice[1] = niceness();
        });
        thread.join();
        assertThat(nice).containsExactly(before, Math.max(before, 10));
        assertThat(niceness()).isEqualTo(before);
    }

    /** The 19th field of stat; the name of the thread before the 3rd may have blanks. */
    private static long niceness() {
        try {
            var stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
