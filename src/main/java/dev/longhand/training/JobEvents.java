package dev.longhand.training;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What happened to each job, numbered. Events are written by whoever holds the job's row, so no number is given twice. */
@Component
class JobEvents {
    private final JobEventRepository repository;
    private final JsonMapper json;
    private final Clock clock;

    JobEvents(JobEventRepository repository, JsonMapper json, Clock clock) {
        this.repository = repository;
        this.json = json;
        this.clock = clock;
    }

    /** As a part of the transaction that locked the job. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(TrainingJob job, JobEventType type, Object data) {
        write(job, type, null, data);
    }

    /** The same, unless this very thing has been written before: a resumed job does some steps again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void addOnce(TrainingJob job, JobEventType type, String occurrence, Object data) {
        if (!repository.existsByKeyJobIdAndOccurrence(job.id(), occurrence)) {
            write(job, type, occurrence, data);
        }
    }

    /** The job's state as it is now, with what else there is to say. */
    @Transactional(propagation = Propagation.MANDATORY)
    void addStatus(TrainingJob job, Map<String, ?> more) {
        var data = new TreeMap<String, Object>(more);
        data.put("status", job.status());
        data.put("attempt", job.attempt());
        add(job, JobEventType.STATUS, data);
    }

    private void write(TrainingJob job, JobEventType type, @Nullable String occurrence, Object data) {
        ObjectNode shown = json.valueToTree(data);
        shown.remove("type"); // of the worker's message; the event has one
        var text = json.writeValueAsString(shown);
        repository.save(new JobEvent(job.id(), job.nextEvent(), type, occurrence, text, clock.instant()));
    }

    /** Events from this number on, exclusive, oldest first. */
    @Transactional(readOnly = true)
    List<JobEventResponse> after(UUID jobId, long number, int limit) {
        return repository.findByKeyJobIdAndKeyNumberGreaterThanOrderByKeyNumber(jobId, number, Limit.of(limit)).stream()
                .map(this::respond)
                .toList();
    }

    /** Events below this number, newest first. */
    @Transactional(readOnly = true)
    List<JobEventResponse> before(UUID jobId, long number, int limit) {
        return repository
                .findByKeyJobIdAndKeyNumberLessThanOrderByKeyNumberDesc(jobId, number, Limit.of(limit))
                .stream()
                .map(this::respond)
                .toList();
    }

    private JobEventResponse respond(JobEvent event) {
        return new JobEventResponse(event.number(), event.type(), event.createdAt(), json.readTree(event.data()));
    }
}
