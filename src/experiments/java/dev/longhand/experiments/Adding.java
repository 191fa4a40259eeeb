package dev.longhand.experiments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Who can add two numbers that lie far apart? The contenders of Le, Jaitly and Hinton (2015), and the GRU. */
final class Adding implements Experiment {
    private final int T;

    Adding(int T) {
        this.T = T;
    }

    @Override
    public String name() {
        return "adding-" + T;
    }

    @Override
    public void run(Setting setting) throws IOException {
        var table = new MarkdownTable(
                "network",
                "T",
                "learning rate",
                "updates",
                "error",
                "of 1/6",
                "wrong by 0.2",
                "half of 1/6 after",
                "1 % of it after",
                "");
        var courses = setting.all(runs(setting));
        courses.forEach(course -> table.add(row(course)));
        System.out.println(table);
        plot(courses, setting);
    }

    private List<Callable<AddingRun.Course>> runs(Setting setting) {
        var runs = new ArrayList<Callable<AddingRun.Course>>();
        for (var contender : Contender.values()) {
            runs.add(() -> new AddingRun(setting, contender, T).go());
        }
        return runs;
    }

    private Object[] row(AddingRun.Course course) {
        double error = course.last().meanLoss();
        return new Object[] {
            course.contender(),
            T,
            course.contender().learningRate(),
            "%,.0f".formatted(course.errors().getLast().x()),
            "%.5f".formatted(error),
            "%.1f %%".formatted(100 * error / AddingRun.BASELINE),
            "%.1f %%".formatted(100 * course.last().wrongShare()),
            course.until(0.5),
            course.until(0.01),
            course.end()
        };
    }

    private void plot(List<AddingRun.Course> courses, Setting setting) throws IOException {
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
                .write(setting.images().resolve(name() + ".svg"));
    }
}
