package dev.longhand.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/** What every answer tells a browser: to run nothing but this service's own files, and to show them nowhere else. */
final class AnswerHeaders {
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Swagger UI writes styles into its page and has pictures in its style sheet. */
    private static final String POLICY_OF_SWAGGER_UI =
            POLICY + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    private AnswerHeaders() {}

    static void set(HeadersConfigurer<HttpSecurity> headers) {
        var swaggerUi = PathPatternRequestMatcher.pathPattern("/swagger-ui/**");
        headers.addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        swaggerUi, new ContentSecurityPolicyHeaderWriter(POLICY_OF_SWAGGER_UI)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(swaggerUi), new ContentSecurityPolicyHeaderWriter(POLICY)))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                // answers to requests with a key are kept by nobody but their client, and artifacts have an ETag
                .cacheControl(HeadersConfigurer.CacheControlConfig::disable);
    }
}
