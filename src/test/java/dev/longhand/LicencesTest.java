package dev.longhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shipped may be shipped: every library in the jar has a licence that asks for nothing but to be named. */
class LicencesTest {
    /** Where a library offers several, one of these is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-2.0",
            "MIT",
            "MPL-2.0", // of H2: about its own files, which are not changed here
            "Unicode-3.0");

    private static final Path SBOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    @Test
    void everyLibraryHasALicenceThatIsAllowed() throws IOException {
        var components = new JsonMapper()
                .readTree(Files.readString(SBOM))
                .get("components")
                .valueStream()
                .toList();
        assertThat(components).hasSizeGreaterThan(100);
        assertThat(components)
                .allSatisfy(component -> assertThat(licences(component))
                        .as(
                                "%s:%s",
                                component.path("group").asString(),
                                component.get("name").asString())
                        .containsAnyElementsOf(ALLOWED));
    }

    private static List<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(licence -> licence.at("/license/id")
                        .asString(licence.path("expression").asString()))
                .toList();
    }
}
