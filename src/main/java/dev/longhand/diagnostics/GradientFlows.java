package dev.longhand.diagnostics;

import dev.longhand.engine.ClippingSpec;
import dev.longhand.engine.GradientFlow;
import dev.longhand.engine.UntrainedNetwork;
import dev.longhand.web.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Service;

/** Shows what becomes of a gradient on its way back through time. */
@Service
class GradientFlows {
    /** Numbers that every JSON reader keeps exact, JavaScript's among them. */
    private static final long LARGEST_DRAWN_SEED = 1L << 53;

    private final ModelText.Reader reader;
    private final Budget budget;
    private final Workbench workbench;
    private final RandomGenerator seeds;

    GradientFlows(ModelText.Reader reader, Budget budget, Workbench workbench, RandomGenerator seeds) {
        this.reader = reader;
        this.budget = budget;
        this.workbench = workbench;
        this.seeds = seeds;
    }

    GradientFlowResponse flow(GradientFlowRequest request) {
        budget.checkNetworks(request.networks().size());
        budget.checkTimeSteps("/timeSteps", request.timeSteps());
        request.check();
        var networks = request.networks().stream().map(FlowNetwork::resolved).toList();
        var specs = networks.stream()
                .map(network -> network.toSpec(request.layers(), request.hiddenSize()))
                .toList();
        budget.checkWork(
                "/timeSteps",
                request.timeSteps(),
                request.layers() * specs.size(),
                specs.stream().mapToLong(UntrainedNetwork::parameters).sum());
        long seed = request.seed() == null ? seeds.nextLong(LARGEST_DRAWN_SEED) : request.seed();
        var clipping = request.gradientClipping().toSpec();
        var found = workbench.compute(() -> specs.stream()
                .map(spec -> spec.flow(request.timeSteps(), seed, clipping))
                .toList());
        return new GradientFlowResponse(
                request.timeSteps(), request.hiddenSize(), request.layers(), seed, flows(networks, found));
    }

    private static List<GradientFlowResponse.NetworkFlow> flows(List<FlowNetwork> networks, List<GradientFlow> found) {
        var flows = new ArrayList<GradientFlowResponse.NetworkFlow>();
        for (int k = 0; k < networks.size(); k++) {
            flows.add(GradientFlowResponse.NetworkFlow.of(networks.get(k), found.get(k)));
        }
        return flows;
    }

    TextFlowResponse flow(String reference, TextFlowRequest request) {
        var text = reader.read(reference, request.text(), request.unknownCharacters());
        var ids = text.all();
        if (ids.length < 2) {
            throw new Invalid("/text", "must have at least 2 tokens: the last one is what the others should tell");
        }
        budget.checkTimeSteps("/text", ids.length - 1);
        return TextFlowResponse.of(
                text, workbench.compute(() -> GradientFlow.of(text.model().weights(), ids, new ClippingSpec.None())));
    }
}
