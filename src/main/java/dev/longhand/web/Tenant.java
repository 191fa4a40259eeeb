package dev.longhand.web;

import java.util.Optional;

/**
 * Whose things a thread works on. The filter that knows the caller binds a tenant to the request; from then on every query of
 * the database sees that tenant's rows only, and what is written is that tenant's. Threads of the service itself (the queue,
 * the sweeps) work for nobody and see all rows, unless they write on behalf of somebody. It does not go over to other threads.
 */
public final class Tenant {
    /** Who needs no key, and who has the configured one; what there was before there were tenants belongs to it. */
    public static final String LOCAL = "local";

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Tenant() {}

    /** Does work for a tenant, on this thread. */
    public static <R, X extends Throwable> R as(String tenant, ScopedValue.CallableOp<R, X> work) throws X {
        return ScopedValue.where(CURRENT, tenant).call(work);
    }

    /** For whom this thread works; nobody when it is the service's own. */
    public static Optional<String> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
