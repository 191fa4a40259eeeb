package dev.longhand.security;

import dev.longhand.web.Tenant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who sends a request.
 *
 * @param name   the id of the key, or what stands for one
 * @param tenant whose things the caller works with
 * @param scopes what the caller may do, those that others bring with them included
 */
record Caller(String name, String tenant, Set<Scope> scopes) {
    /** Everybody on this machine, where there is no key. */
    static final Caller LOCAL = new Caller("local", Tenant.LOCAL, EnumSet.allOf(Scope.class));

    /** Who has the configured key. */
    static final Caller CONFIGURED = new Caller("admin", Tenant.LOCAL, EnumSet.allOf(Scope.class));

    boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    @Override
    public String toString() {
        return name;
    }
}
