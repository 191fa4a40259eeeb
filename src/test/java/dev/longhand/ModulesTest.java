package dev.longhand;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules are those of the package-infos, and none reaches further than its own allows. */
class ModulesTest {
    @Test
    void modulesKeepToTheirDependencies() {
        ApplicationModules.of(LonghandApplication.class).verify();
    }
}
