package dev.longhand.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key allows. */
enum Scope {
    /** Look at corpora, models, jobs, limits and metrics. */
    @JsonProperty("read")
    READ,

    /** Upload and delete corpora, run jobs, import, delete and name models. */
    @JsonProperty("train")
    TRAIN,

    /** Let models write, score and show what happens inside. */
    @JsonProperty("generate")
    GENERATE,

    /** Make and revoke keys, and everything else. */
    @JsonProperty("admin")
    ADMIN;

    /** The scope as clients know it. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** These, and those that they bring with them. */
    static Set<Scope> implied(Collection<Scope> scopes) {
        return scopes.contains(ADMIN) ? EnumSet.allOf(Scope.class) : EnumSet.copyOf(scopes);
    }

    /** Scopes in one column. */
    static String write(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::lowerCase).collect(Collectors.joining(" "));
    }

    static Set<Scope> read(String written) {
        return Arrays.stream(written.split(" "))
                .map(scope -> valueOf(scope.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }
}
