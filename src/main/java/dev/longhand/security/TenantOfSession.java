package dev.longhand.security;

import dev.longhand.web.Tenant;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Tells Hibernate for whom a session is opened: it adds the tenant to every query of an entity that has one, and to every row
 * that is written. Native queries and SQL it leaves alone.
 */
class TenantOfSession implements CurrentTenantIdentifierResolver<String> {
    /** The service itself. No tenant can be called like this, nor like the next one. */
    private static final String ALL = "*";

    /** A request before its caller is known: it sees nothing. */
    private static final String NOBODY = "-";

    @Override
    public String resolveCurrentTenantIdentifier() {
        return Tenant.current().orElseGet(() -> RequestContextHolder.getRequestAttributes() == null ? ALL : NOBODY);
    }

    @Override
    public boolean isRoot(String tenant) {
        return tenant.equals(ALL);
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return false; // Spring's sessions are as long as their transactions
    }
}
