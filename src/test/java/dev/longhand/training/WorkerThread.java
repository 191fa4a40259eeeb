package dev.longhand.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** The inside of a worker on a thread of this JVM, with pipes of its own: what a supervisor takes for a process. */
final class WorkerThread extends Process {
    private static final int PIPE = 1 << 16;

    private final PipedOutputStream instructions = new PipedOutputStream();
    private final PipedInputStream messages = new PipedInputStream(PIPE);
    private final Thread thread;
    private volatile int exitCode = -1;

    WorkerThread() throws IOException {
        var in = new PipedInputStream(instructions);
        var out = new PipedOutputStream(messages);
        var link = new WorkerLink(new WorkerMessages(out), new WorkerInstructions(in), new AtomicLong());
        thread = Thread.ofPlatform().daemon().start(() -> work(link, out));
    }

    private static void hear(WorkerLink link) {
        try {
            link.instructions().read();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void work(WorkerLink link, OutputStream out) {
        try (out) {
            var file = link.instructions().order();
            if (file == null) {
                return;
            }
            Thread.ofPlatform().daemon().start(() -> hear(link));
            var order = WorkerJson.MAPPER.readValue(file.toFile(), WorkerOrder.class);
            link.send(new WorkerRun(order, link, Clock.systemUTC(), () -> {}).run());
            exitCode = 0;
        } catch (IOException | RuntimeException e) {
            exitCode = 1; // nobody listens any more
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return instructions;
    }

    @Override
    public InputStream getInputStream() {
        return messages;
    }

    @Override
    public InputStream getErrorStream() {
        return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        thread.join();
        return exitCode;
    }

    @Override
    public int exitValue() {
        if (thread.isAlive()) {
            throw new IllegalThreadStateException();
        }
        return exitCode;
    }

    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public long pid() {
        return thread.threadId();
    }

    /** It sees that nobody listens as soon as it has something to say. */
    @Override
    public void destroy() {
        try {
            messages.close();
            instructions.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
