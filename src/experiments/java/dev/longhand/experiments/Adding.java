package dev.longhand.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Who can add two numbers that lie far apart? The contenders of Le, Jaitly and Hinton (2015), and the GRU; one recipe for all,
 * where the paper searched the best one for each.
 */
final class Adding implements Experiment {
    private static final List<Integer> LENGTHS = List.of(100, 400);

    @Override
    public String name() {
        return "adding";
    }

    @Override
    public void run(Setting setting) throws IOException {
        var table = new MarkdownTable(
                "network", "T", "updates", "error", "of 1/6", "wrong by 0.2", "below half of 1/6", "below 1 % of it", "");
        for (int T : LENGTHS) {
            var courses = setting.all(runs(setting, T));
            courses.forEach(course -> table.add(row(course)));
            plot(courses, T, setting);
        }
        System.out.println(table);
    }

    private static List<Callable<AddingRun.Course>> runs(Setting setting, int T) {
        var runs = new ArrayList<Callable<AddingRun.Course>>();
        for (var contender : Contender.values()) {
            runs.add(() -> new AddingRun(setting, contender, T).go());
        }
        return runs;
    }

    private static Object[] row(AddingRun.Course course) {
        double error = course.last().meanLoss();
        return new Object[] {
            course.contender(),
            course.T(),
            "%,.0f".formatted(course.errors().getLast().x()),
            "%.5f".formatted(error),
            "%.1f %%".formatted(100 * error / AddingRun.BASELINE),
            "%.1f %%".formatted(100 * course.last().wrongShare()),
            course.until(0.5),
            course.until(0.01),
            course.end()
        };
    }

    private static void plot(List<AddingRun.Course> courses, int T, Setting setting) throws IOException {
        double updates = courses.stream()
                .mapToDouble(course -> course.errors().getLast().x())
                .max()
                .orElseThrow();
        var lines = new ArrayList<Line>();
        courses.forEach(course -> lines.add(new Line(course.contender().toString(), course.errors())));
        lines.add(new Line(
                "always 1",
                List.of(new Line.Point(0, AddingRun.BASELINE), new Line.Point(updates, AddingRun.BASELINE))));
        new Plot(
                        "Adding problem, T = " + T,
                        new Axis("updates of " + AddingRun.B + " sequences", Axis.Scale.LINEAR, 0, updates),
                        new Axis("mean squared error", Axis.Scale.LOGARITHMIC, 1e-4, 1),
                        lines)
                .write(setting.images().resolve("adding-" + T + ".svg"));
    }
}
