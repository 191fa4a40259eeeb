package dev.longhand.generation;

import dev.longhand.generation.StreamEvent.Done;
import dev.longhand.generation.Writing.Delivery;
import dev.longhand.generation.Writing.Order;
import dev.longhand.models.LoadedModel;
import dev.longhand.models.Models;
import dev.longhand.web.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Service;

/** Writes texts with models. The same request with the same seed gives the same text, whatever else goes on. */
@Service
public class TextGeneration {
    /** Numbers that every JSON reader keeps exact, JavaScript's among them. */
    static final long LARGEST_DRAWN_SEED = 1L << 53;

    private final Models models;
    private final Batching batching;
    private final RequestLimits limits;
    private final CopyChecks copies;
    private final OpenStreams streams;
    private final Duration heartbeat;
    private final StateTokens states;
    private final RandomGenerator seeds;
    private final GenerationMeters meters;
    private final Clock clock;

    TextGeneration(
            Models models,
            Batching batching,
            RequestLimits limits,
            CopyChecks copies,
            GenerationProperties properties,
            StateTokens states,
            RandomGenerator seeds,
            GenerationMeters meters,
            Clock clock) {
        this.models = models;
        this.batching = batching;
        this.limits = limits;
        this.copies = copies;
        this.streams = new OpenStreams(properties.maxStreams());
        this.heartbeat = properties.heartbeat();
        this.states = states;
        this.seeds = seeds;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Looks whether requests that will be made one after the other are possible, before any of them is.
     *
     * @throws dev.longhand.web.ProblemException when there is no such model, when one of them is not possible, or all together are
     *     too large
     */
    public void check(String reference, List<GenerateRequest> requests) {
        requests.forEach(limits::check);
        limits.checkTogether(requests);
        batching.check();
        var model = models.load(reference);
        requests.forEach(request -> order(model, request, Delivery.WHOLE));
    }

    /**
     * Writes, and returns when all is written.
     *
     * @param reference an id, a name (its newest version), name:version or name@alias
     * @throws dev.longhand.web.ProblemException when there is no such model, when the request is not possible, when too many wait,
     *     or when it takes too long
     */
    public GenerateResponse generate(String reference, GenerateRequest request) {
        var model = model(reference, request);
        long deadline = batching.deadline();
        return copies.answer(model.id(), request, each -> write(model, each, deadline));
    }

    private GenerateResponse write(LoadedModel model, GenerateRequest request, long deadline) {
        try (var running = begin(model, order(model, request, Delivery.WHOLE), deadline)) {
            return ((Done) running.only()).response();
        }
    }

    /**
     * Begins to write, now or when it is its turn. Texts that are ranked (bestOf, beams) come when all are written.
     *
     * @throws dev.longhand.web.ProblemException when there is no such model, when the request is not possible, or when too many wait
     */
    public TextStream stream(String reference, GenerateRequest request) {
        var model = model(reference, request);
        return copies.stream(model.id(), request, () -> open(model, request));
    }

    private TextStream open(LoadedModel model, GenerateRequest request) {
        var order = order(model, request, Delivery.PIECES);
        var closing = streams.open();
        try {
            return new LiveTexts(order, begin(model, order, batching.deadline()), heartbeat, streams::pace, closing);
        } catch (RuntimeException | Error e) {
            closing.run();
            throw e;
        }
    }

    private LoadedModel model(String reference, GenerateRequest request) {
        limits.check(request);
        batching.check();
        var model = models.load(reference);
        if (request.looksForCopies()) {
            order(model, request, Delivery.WHOLE); // what is wrong with it is said before an index is built
        }
        if (request.keepState()) {
            states.prepare();
        }
        return model;
    }

    private Order order(LoadedModel model, GenerateRequest request, Delivery delivery) {
        var tokenizer = model.tokenizer();
        var asked = request.seed();
        var state = request.state();
        return new Order(
                Ids.next(),
                model.id(),
                Manner.of(request, tokenizer),
                Prompt.of("/prompt", request.prompt(), request.unknownCharacters(), tokenizer)
                        .after(state == null ? null : states.read(state, model.id())),
                asked == null ? seeds.nextLong(LARGEST_DRAWN_SEED) : asked,
                delivery,
                states);
    }

    private Running<StreamEvent> begin(LoadedModel model, Order order, long deadline) {
        return batching.submit(
                new Network.OfModel(model), deadline, events -> new Writing(order, clock, meters, events));
    }
}
