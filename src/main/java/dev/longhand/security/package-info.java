/**
 * Who may do what. Every request has a caller, with the scopes of its key, or as the only user of this machine where there is no
 * key; the table of routes says which scope each needs, and what stands in no table is refused. The caller's tenant is bound to
 * the request ({@link dev.longhand.web.Tenant}), and every query of the database sees that tenant's rows only, so that no feature
 * knows of keys or tenants. Nobody uses this package.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"web"})
package dev.longhand.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
