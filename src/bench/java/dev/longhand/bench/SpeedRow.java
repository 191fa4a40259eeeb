package dev.longhand.bench;

/** A shape's line of the table. */
record SpeedRow(StepShape shape, Rounds rounds, MatrixPeak peak) {
    private static final String FORMAT = "%-28s %14s %9s %9s  %-20s %-18s %9s %9s";
    static final String HEADER = FORMAT.formatted(
            "shape",
            Peer.DL4J.title(),
            Peer.PYTORCH.title(),
            Peer.LONGHAND.title(),
            "ours/DL4J",
            "ours/PyTorch",
            "GFLOP/s",
            "of sgemm");

    String text() {
        double gflops = rounds.speed(Peer.LONGHAND) * shape.flopsPerToken() / 1e9;
        return FORMAT.formatted(
                shape,
                Rounds.number(rounds.speed(Peer.DL4J), "%,.0f"),
                Rounds.number(rounds.speed(Peer.PYTORCH), "%,.0f"),
                Rounds.number(rounds.speed(Peer.LONGHAND), "%,.0f"),
                rounds.ratio(Peer.DL4J),
                rounds.ratio(Peer.PYTORCH),
                Rounds.number(gflops, "%.0f"),
                Rounds.number(100 * gflops / peak.gflops(), "%.0f %%"));
    }
}
