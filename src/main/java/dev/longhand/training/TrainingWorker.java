package dev.longhand.training;

import dev.longhand.engine.EngineStart;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The main program of a worker process: does one order and ends. It knows no framework and no database; it hears {@link
 * WorkerInstruction instructions} on its standard input and sends {@link WorkerMessage messages} on its standard output.
 */
final class TrainingWorker {
    private static final int SERVICE_IS_GONE = 3;
    private static final int BROKEN = 4;

    private TrainingWorker() {}

    /**
     * Does an order; the exit code is 0 when the last message says what became of it.
     *
     * @param arguments the file of the {@link WorkerOrder}
     */
    public static void main(String[] arguments) {
        // what libraries print must not come between the messages
        System.setOut(System.err);
        var link = new WorkerLink(
                new WorkerMessages(new FileOutputStream(FileDescriptor.out)),
                new WorkerInstructions(),
                new AtomicLong());
        Thread.ofPlatform().daemon().name("instructions").start(() -> hear(link.instructions(), System.in));
        beat(link);
        end(work(Path.of(arguments[0]), link, loadEngine()));
    }

    /** Loading takes longer than anything else before the first step: reading the order and the text goes on meanwhile. */
    private static CompletableFuture<?> loadEngine() {
        return CompletableFuture.runAsync(
                EngineStart::load,
                load -> Thread.ofPlatform().daemon().name("engine").start(load));
    }

    private static int work(Path orderFile, WorkerLink link, CompletableFuture<?> engine) {
        try {
            var order = WorkerJson.MAPPER.readValue(orderFile.toFile(), WorkerOrder.class);
            link.send(new WorkerRun(order, link, Clock.systemUTC(), engine::join).run());
            return 0;
        } catch (RuntimeException | Error e) {
            WorkerLog.error(e);
            return BROKEN;
        }
    }

    private static void hear(WorkerInstructions instructions, InputStream in) {
        try {
            instructions.read(in);
        } catch (IOException | RuntimeException e) {
            WorkerLog.error(e);
        }
        end(SERVICE_IS_GONE);
    }

    private static void beat(WorkerLink link) {
        Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("alive").factory())
                .scheduleAtFixedRate(() -> alive(link), 1, 1, TimeUnit.SECONDS);
    }

    private static void alive(WorkerLink link) {
        link.send(new WorkerMessage.Alive(link.work().get()));
    }

    /** At once: there is nothing to wait for, and what hooks of libraries would do could hang. */
    private static void end(int code) {
        Runtime.getRuntime().halt(code);
    }
}
