package dev.longhand.resilience;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Proofs that one command makes, those that were asked for or all, with a table at the end. */
public record Proofs(List<Proof> proofs) {
    /** Makes them and ends this process: with 1 when one fails, with 2 when nobody knows what is meant. */
    public void run(String... arguments) {
        var home = Path.of(System.getProperty("resilience.home"));
        try {
            var options = Options.parse(
                    Arrays.asList(arguments), proofs.stream().map(Proof::name).toList());
            System.exit(prove(home, options) ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private boolean prove(Path home, Options options) {
        System.out.printf("seed %d%n", options.seed());
        var table = new ArrayList<Row>();
        for (var proof : proofs) {
            if (options.wants(proof.name())) {
                table.add(new Row(proof, finding(proof, new Setting(home, options, proof.name()))));
            }
        }
        System.out.println("\n| proof | must | measured | ok |\n|---|---|---|---|");
        table.forEach(System.out::println);
        return table.stream().noneMatch(Row::failed);
    }

    /** A proof that cannot go on has failed; the others are worth having all the same. */
    private static Finding finding(Proof proof, Setting setting) {
        setting.say("begins");
        try (setting) {
            var finding = proof.prove(setting);
            setting.say("%s: %s", finding.verdict(), finding.measured());
            return finding;
        } catch (Exception e) {
            e.printStackTrace();
            return Finding.failed("it broke off: " + e.getMessage());
        }
    }

    private record Row(Proof proof, Finding finding) {
        boolean failed() {
            return finding.verdict() == Finding.Verdict.NO;
        }

        @Override
        public String toString() {
            return "| %s | %s | %s | %s |".formatted(proof.name(), proof.must(), finding.measured(), finding.verdict());
        }
    }
}
