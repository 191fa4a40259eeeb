package dev.longhand.web;

import java.util.Map;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The web server's part in answering with problems only, and the limits of this package. */
@Configuration
class WebConfiguration {
    @Bean
    LimitSource webLimits(WebProperties properties) {
        return () ->
                Map.of(WebProperties.MAX_JSON_SIZE, properties.maxJsonSize().toBytes());
    }

    /** Requests that Tomcat refuses before any servlet sees them would be answered in HTML. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }
}
