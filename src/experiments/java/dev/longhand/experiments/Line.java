package dev.longhand.experiments;

import java.util.List;

/** One line of a plot. */
record Line(String name, List<Point> points) {
    record Point(double x, double y) {}
}
