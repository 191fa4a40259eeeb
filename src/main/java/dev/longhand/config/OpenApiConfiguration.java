package dev.longhand.config;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the OpenAPI document; its operations describe themselves. */
@Configuration
class OpenApiConfiguration {
    @Bean
    OpenAPI openApi(BuildProperties build) {
        return new OpenAPI()
                .info(new Info()
                        .title("Longhand")
                        .description("Trains recurrent text generators on uploaded texts and writes with them.")
                        .version(build.getVersion()))
                .servers(List.of(new Server().url("/")));
    }
}
