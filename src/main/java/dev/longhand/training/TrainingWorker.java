package dev.longhand.training;

import dev.longhand.engine.EngineStart;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The main program of a worker process: waits for one order, does it and ends. It knows no framework and no database; it hears
 * where its order lies, then {@link WorkerInstruction instructions}, on its standard input and sends {@link WorkerMessage messages} on its standard output.
 */
final class TrainingWorker {
    private static final int SERVICE_IS_GONE = 3;
    private static final int BROKEN = 4;

    private TrainingWorker() {}

    /** Waits for an order and does it; the exit code is 0 when the last message says what became of it. */
    public static void main(String[] arguments) {
        // what libraries print must not come between the messages
        System.setOut(System.err);
        var link = new WorkerLink(
                new WorkerMessages(new FileOutputStream(FileDescriptor.out)),
                new WorkerInstructions(System.in),
                new AtomicLong());
        var engine = loadEngine();
        end(work(link, engine));
    }

    /** Loading takes longer than anything else before the first step: all else goes on meanwhile. */
    private static CompletableFuture<?> loadEngine() {
        return CompletableFuture.runAsync(
                EngineStart::load,
                load -> Thread.ofPlatform().daemon().name("engine").start(load));
    }

    private static int work(WorkerLink link, CompletableFuture<?> engine) {
        try {
            var orders = WorkerJson.MAPPER.readerFor(WorkerOrder.class);
            var file = link.instructions().order();
            if (file == null) {
                return SERVICE_IS_GONE;
            }
            Thread.ofPlatform().daemon().name("instructions").start(() -> hear(link.instructions()));
            beat(link);
            WorkerOrder order = orders.readValue(file.toFile());
            link.send(new WorkerRun(order, link, Clock.systemUTC(), engine::join).run());
            return 0;
        } catch (IOException | RuntimeException | Error e) {
            WorkerLog.error(e);
            return BROKEN;
        }
    }

    private static void hear(WorkerInstructions instructions) {
        try {
            instructions.read();
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
