package dev.longhand.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Hears what the service says: the file of an order first, then instructions. */
final class WorkerInstructions {
    private static final int LONGEST = 8192;

    private final BoundedLines lines;
    private volatile boolean suspend;

    WorkerInstructions(InputStream in) {
        lines = new BoundedLines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), LONGEST);
    }

    /** Waits for the file of the {@link WorkerOrder}; null when the service ends before it has one. */
    @Nullable
    Path order() throws IOException {
        var line = lines.next();
        return line == null ? null : Path.of(line);
    }

    /** Reads instructions until the stream ends, which is when the service has ended, too. */
    void read() throws IOException {
        for (var line = lines.next(); line != null; line = lines.next()) {
            switch (WorkerInstruction.valueOf(line)) {
                case SUSPEND -> suspend = true;
            }
        }
    }

    boolean isSuspended() {
        return suspend;
    }
}
