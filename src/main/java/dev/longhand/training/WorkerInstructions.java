package dev.longhand.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Hears what the service says. */
final class WorkerInstructions {
    private static final int LONGEST = 100;

    private volatile boolean suspend;

    /** Reads instructions until the stream ends, which is when the service has ended, too. */
    void read(InputStream in) throws IOException {
        var lines = new BoundedLines(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), LONGEST);
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
