package dev.longhand.engine;

import dev.longhand.engine.cell.Backend;
import dev.longhand.engine.onednn.OneDnn;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/** What computes, by name and version: other versions may round otherwise. */
public final class EngineVersions {
    private EngineVersions() {}

    public static Map<String, String> all() {
        var nd4j = Nd4j.class.getPackage().getImplementationVersion();
        return Backend.best() == Backend.ONEDNN
                ? Map.of("nd4j", String.valueOf(nd4j), "onednn", OneDnn.version())
                : Map.of("nd4j", String.valueOf(nd4j));
    }
}
