package dev.longhand.experiments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines over two axes as an SVG file that needs nothing from outside and follows the reader's light or dark scheme. */
record Plot(String title, Axis x, Axis y, List<Line> lines) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 64;
    private static final int RIGHT = 560;
    private static final int TOP = 40;
    private static final int BOTTOM = 308;
    private static final int ROW = 20;

    private static final String STYLE = """
        <style>
        text { font: 12px sans-serif; fill: #24292f } .title { font-size: 14px }
        .grid { stroke: #d0d7de } .line { fill: none; stroke-width: 1.8 }
        .c0 { stroke: #0969da } .c1 { stroke: #bc4c00 } .c2 { stroke: #1a7f37 } .c3 { stroke: #8250df }
        .c4 { stroke: #bf3989 } .c5 { stroke: #57606a } .c6 { stroke: #9a6700 } .c7 { stroke: #1b7c83 }
        @media (prefers-color-scheme: dark) {
        text { fill: #d1d7e0 } .grid { stroke: #3d444d }
        .c0 { stroke: #58a6ff } .c1 { stroke: #f0883e } .c2 { stroke: #3fb950 } .c3 { stroke: #bc8cff }
        .c4 { stroke: #f778ba } .c5 { stroke: #9198a1 } .c6 { stroke: #d29922 } .c7 { stroke: #39c5cf }
        }
        </style>
        """;
    private static final int COLOURS = 8;
    /** So that lines can be told apart without their colours. */
    private static final List<String> DASHES = List.of("none", "7 3", "2 3", "9 3 2 3");

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg());
    }

    private String svg() {
        var svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\" height=\"%2$d\" role=\"img\">\n"
                        .formatted(WIDTH, HEIGHT));
        svg.append("<title>%s</title>\n%s".formatted(title, STYLE));
        text(svg, "title", LEFT, TOP - 18, "start", title);
        grid(svg);
        for (int i = 0; i < lines.size(); i++) {
            line(svg, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void grid(StringBuilder svg) {
        for (var tick : x.ticks()) {
            double at = across(tick.value());
            segment(svg, "grid", at, TOP, at, BOTTOM);
            text(svg, "", at, BOTTOM + 18, "middle", tick.label());
        }
        for (var tick : y.ticks()) {
            double at = down(tick.value());
            segment(svg, "grid", LEFT, at, RIGHT, at);
            text(svg, "", LEFT - 8, at + 4, "end", tick.label());
        }
        text(svg, "", (LEFT + RIGHT) / 2.0, BOTTOM + 40, "middle", x.label());
        text(svg, "", RIGHT, TOP - 18, "end", y.label());
    }

    private void line(StringBuilder svg, int i) {
        var line = lines.get(i);
        var look = "class=\"line c%d\" stroke-dasharray=\"%s\"".formatted(i % COLOURS, DASHES.get(i % DASHES.size()));
        svg.append("<polyline %s points=\"".formatted(look));
        line.points().forEach(point -> svg.append("%.1f,%.1f ".formatted(across(point.x()), down(point.y()))));
        svg.append("\"/>\n");
        double row = TOP + 12 + ROW * (double) i;
        svg.append("<path %s d=\"M%d %.1fh28\"/>\n".formatted(look, RIGHT + 12, row));
        text(svg, "", RIGHT + 46, row + 4, "start", line.name());
    }

    private double across(double value) {
        return LEFT + x.place(value) * (RIGHT - LEFT);
    }

    private double down(double value) {
        return BOTTOM - y.place(value) * (BOTTOM - TOP);
    }

    private static void segment(StringBuilder svg, String kind, double x1, double y1, double x2, double y2) {
        svg.append("<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n".formatted(kind, x1, y1, x2, y2));
    }

    private static void text(StringBuilder svg, String kind, double x, double y, String anchor, String words) {
        svg.append("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n"
                .formatted(kind, x, y, anchor, words));
    }
}
