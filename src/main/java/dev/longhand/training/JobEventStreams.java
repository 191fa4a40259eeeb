package dev.longhand.training;

import dev.longhand.web.DatabaseAway;
import dev.longhand.web.Invalid;
import dev.longhand.web.RateLimited;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Live events of jobs, each stream on a virtual thread of its own that reads the database: whichever node works on a job, and
 * however often a client comes back, it sees every event once and in order.
 */
@Component
class JobEventStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobEventStreams.class);
    private static final int AT_ONCE = 100;

    private final TrainingJobs jobs;
    private final EventStreamProperties properties;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean running;

    JobEventStreams(TrainingJobs jobs, EventStreamProperties properties) {
        this.jobs = jobs;
        this.properties = properties;
    }

    /**
     * @param lastEventId the number of the last event that the client has; from the beginning when null
     */
    SseEmitter open(UUID jobId, @Nullable String lastEventId) {
        long after = number(lastEventId);
        jobs.get(jobId);
        if (open.incrementAndGet() > properties.maxStreams()) {
            open.decrementAndGet();
            throw new RateLimited(
                    "%d streams are open already (longhand.training.events.max-streams)."
                            .formatted(properties.maxStreams()),
                    Duration.ofSeconds(10));
        }
        var emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("events-" + jobId).start(() -> {
            try {
                new Stream(jobId, after, emitter).run();
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                log.debug("A client of the events of job {} has gone", jobId, e);
            } catch (RuntimeException e) {
                log.warn("The events of job {} end", jobId, e);
                emitter.complete();
            } finally {
                open.decrementAndGet();
            }
        });
        return emitter;
    }

    private static long number(@Nullable String lastEventId) {
        try {
            return lastEventId == null || lastEventId.isBlank() ? 0 : Long.parseLong(lastEventId.strip());
        } catch (NumberFormatException e) {
            throw new Invalid("Last-Event-ID", "must be the number of an event");
        }
    }

    /** One client's view of one job. */
    private final class Stream {
        private final UUID jobId;
        private final SseEmitter emitter;
        private long last;
        private long shownStep = -1;
        private long lastSent = System.nanoTime();

        Stream(UUID jobId, long last, SseEmitter emitter) {
            this.jobId = jobId;
            this.last = last;
            this.emitter = emitter;
        }

        void run() throws IOException {
            boolean ended = false;
            while (!ended && running) {
                ended = look();
                if (System.nanoTime() - lastSent > properties.heartbeat().toNanos()) {
                    send(SseEmitter.event().comment("still here"));
                }
                if (!ended) {
                    LockSupport.parkNanos(properties.interval().toNanos());
                }
            }
        }

        /** Whether the job has ended and all its events are sent. A database that does not answer is waited for. */
        private boolean look() throws IOException {
            try {
                // the state first: events that come later are seen the next time
                var job = jobs.get(jobId);
                sendNew();
                if (job.progress().step() != shownStep) {
                    shownStep = job.progress().step();
                    var shown = Map.of("progress", job.progress(), "metrics", job.metrics());
                    send(SseEmitter.event().name("progress").data(shown, MediaType.APPLICATION_JSON));
                }
                return job.status().isEnd();
            } catch (DataAccessException | TransactionException e) {
                if (!DatabaseAway.isShownBy(e)) {
                    throw e;
                }
                log.debug("The events of job {} cannot be read now", jobId, e);
                return false;
            }
        }

        private void sendNew() throws IOException {
            while (true) {
                var events = jobs.eventsAfter(jobId, last, AT_ONCE);
                for (var event : events) {
                    send(SseEmitter.event()
                            .id(Long.toString(event.number()))
                            .name(event.type().lowerCase())
                            .data(event, MediaType.APPLICATION_JSON));
                    last = event.number();
                }
                if (events.size() < AT_ONCE) {
                    return;
                }
            }
        }

        private void send(SseEmitter.SseEventBuilder event) throws IOException {
            emitter.send(event);
            lastSent = System.nanoTime();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Streams end by themselves then, before the web server waits for requests that are still open; nobody is interrupted. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
