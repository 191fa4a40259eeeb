package dev.longhand.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why the service does not start on an address that others reach. */
class UnprotectedAnalyzer extends AbstractFailureAnalyzer<ListeningAddress.Unprotected> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, ListeningAddress.Unprotected cause) {
        return new FailureAnalysis(
                "Longhand has no key, and server.address lets others than this machine reach it: whoever does could do"
                        + " everything.",
                "Set LONGHAND_SECURITY_ADMIN_KEY (%s) to a secret of at least 32 characters, for instance one from"
                                .formatted(SecurityProperties.ADMIN_KEY)
                        + " 'openssl rand -hex 32', or leave server.address at 127.0.0.1.",
                failure);
    }
}
