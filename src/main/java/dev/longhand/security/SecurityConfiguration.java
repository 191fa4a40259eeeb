package dev.longhand.security;

import dev.longhand.web.LimitSource;
import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hibernate.cfg.MultiTenancySettings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** The filters before every request: other web sites, the caller, the table of routes, the headers of every answer. */
@Configuration
class SecurityConfiguration {
    /** A read is a read without its body, too. */
    private static final List<HttpMethod> READS = List.of(HttpMethod.GET, HttpMethod.HEAD);

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            SecurityProperties properties,
            Callers callers,
            RequestRates rates,
            UnlistedRoutes unlisted,
            Refusals refusals,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.addFilter(CrossOrigin.filter(properties.allowedOrigins(), problems))
                .addFilterBefore(new CallerFilter(callers, rates, problems), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> authorize(requests, unlisted))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(AnswerHeaders::set)
                // every request says who sends it; nothing that a browser adds by itself counts
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            UnlistedRoutes unlisted) {
        // what was allowed before goes on: a forward, the end of a stream, the rendering of an error
        requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll();
        for (var method : READS) {
            requests.requestMatchers(method, Route.PUBLIC.toArray(String[]::new))
                    .permitAll();
        }
        for (var route : Route.TABLE) {
            for (var method : route.method() == HttpMethod.GET ? READS : List.of(route.method())) {
                requests.requestMatchers(method, route.pattern())
                        .hasAuthority(route.scope().lowerCase());
            }
        }
        requests.requestMatchers("/actuator/**").denyAll();
        requests.anyRequest().access(unlisted);
    }

    /** Paths are checked here; headers and parameters by who reads them, whose refusals say what is wrong. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        firewall.setUnsafeAllowAnyHttpMethod(true); // 405, as for every other one
        return firewall;
    }

    @Bean
    HibernatePropertiesCustomizer tenants() {
        return settings -> settings.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new TenantOfSession());
    }

    /** Their chance is no bean: seeds are drawn elsewhere. */
    @Bean
    ApiKeys apiKeys(
            ApiKeyRepository repository, SecurityProperties properties, TransactionTemplate transaction, Clock clock) {
        return new ApiKeys(repository, properties, new SecureRandom(), transaction, clock);
    }

    @Bean
    LimitSource securityLimits(SecurityProperties properties) {
        return () -> Map.of(SecurityProperties.REQUESTS_PER_MINUTE, properties.requestsPerMinute());
    }
}
