package dev.longhand.experiments;

import dev.longhand.engine.optimizer.Clipping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What clipping is good for (Pascanu, Mikolov and Bengio 2013): how often training succeeds with and without it. */
final class TemporalOrder implements Experiment {
    private static final List<Integer> LENGTHS = List.of(50, 100, 150, 200, 250);
    private static final int RUNS = 3;
    /** Ten times that of the paper, whose trainings may make 5,000,000 updates. */
    private static final double RATE = 0.1;

    private static final List<Variant> VARIANTS = List.of(
            new Variant("without clipping", new Clipping.None()),
            new Variant("norm clipped to 1", new Clipping.GlobalNorm(1)));

    private record Variant(String words, Clipping clipping) {}

    /** Trainings that differ by their seeds alone. */
    private record Group(Variant variant, int T, List<TemporalOrderRun.Course> courses) {
        double successRate() {
            return (double) count(End.SOLVED) / courses.size();
        }

        long count(End end) {
            return courses.stream().filter(course -> course.end() == end).count();
        }
    }

    @Override
    public String name() {
        return "temporal-order";
    }

    @Override
    public void run(Setting setting) throws IOException {
        var groups = new ArrayList<Group>();
        for (int T : lengths(setting)) {
            for (var variant : VARIANTS) {
                groups.add(new Group(variant, T, setting.all(runs(setting, variant, T))));
            }
        }
        var table = new MarkdownTable(
                "T",
                "gradient",
                "solved",
                "diverged",
                "out of time",
                "updates",
                "wrong at the end",
                "largest norm",
                "clipped updates");
        groups.forEach(group -> table.add(row(group)));
        System.out.println(table);
        plot(groups, setting);
    }

    private static List<Integer> lengths(Setting setting) {
        int longest = setting.options().longest(LENGTHS.getLast());
        return LENGTHS.stream().filter(T -> T <= longest).toList();
    }

    private static List<Callable<TemporalOrderRun.Course>> runs(Setting setting, Variant variant, int T) {
        var way = TemporalOrderRun.way(variant.clipping, RATE);
        var runs = new ArrayList<Callable<TemporalOrderRun.Course>>();
        for (int run = 0; run < setting.options().runs(RUNS); run++) {
            long seed = setting.options().seed() + run;
            runs.add(() -> {
                var course = new TemporalOrderRun(setting, way, T, seed).go();
                System.err.printf("T = %d, %s, seed %d: %s%n", T, variant.words, seed, course);
                return course;
            });
        }
        return runs;
    }

    private static Object[] row(Group group) {
        var courses = group.courses;
        var updates = courses.stream()
                .map(course -> "%,d%s".formatted(course.updates(), course.end() == End.SOLVED ? " ✓" : ""))
                .toList();
        return new Object[] {
            group.T,
            group.variant.words,
            "%d of %d".formatted(group.count(End.SOLVED), courses.size()),
            group.count(End.DIVERGED),
            group.count(End.TIME),
            String.join(", ", updates),
            courses.stream()
                    .map(course -> "%.1f %%".formatted(100 * course.wrong()))
                    .collect(Collectors.joining(", ")),
            "%.3g"
                    .formatted(courses.stream()
                            .mapToDouble(TemporalOrderRun.Course::largestNorm)
                            .max()
                            .orElse(0)),
            "%.2f %%"
                    .formatted(100
                            * courses.stream()
                                    .mapToDouble(TemporalOrderRun.Course::clipped)
                                    .average()
                                    .orElse(0))
        };
    }

    private static void plot(List<Group> groups, Setting setting) throws IOException {
        var lines = VARIANTS.stream()
                .map(variant -> new Line(
                        variant.words,
                        groups.stream()
                                .filter(group -> group.variant.equals(variant))
                                .map(group -> new Line.Point(group.T, group.successRate()))
                                .toList()))
                .toList();
        new Plot(
                        "Temporal order: share of trainings that succeed",
                        new Axis("T", Axis.Scale.LINEAR, 0, LENGTHS.getLast()),
                        new Axis("success rate", Axis.Scale.LINEAR, 0, 1),
                        lines)
                .write(setting.images().resolve("temporal-order.svg"));
    }
}
