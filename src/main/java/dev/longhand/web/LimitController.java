package dev.longhand.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this service allows at most. */
@Tag(name = "Limits")
@RestController
class LimitController {
    private final List<LimitSource> sources;

    LimitController(List<LimitSource> sources) {
        this.sources = sources;
    }

    @Operation(summary = "Every limit, by the property that sets it")
    @GetMapping("/api/v1/limits")
    Map<String, Object> limits() {
        var all = new TreeMap<String, Object>();
        sources.forEach(source -> all.putAll(source.limits()));
        return all;
    }
}
