package dev.longhand.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says in the OpenAPI document which key each operation needs. */
@Component
class ScopesInDocument implements GlobalOpenApiCustomizer {
    private static final String KEY = "key";

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents()
                .addSecuritySchemes(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A key of this service. Without any key only its own machine is served."));
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> Route.TABLE.stream()
                                .filter(route -> route.isOf(method.name(), path))
                                .findFirst()
                                .ifPresent(route -> describe(operation, route.scope()))));
    }

    private static void describe(Operation operation, Scope scope) {
        operation.addSecurityItem(new SecurityRequirement().addList(KEY, scope.lowerCase()));
        var description = operation.getDescription() == null
                ? ""
                : operation.getDescription().strip() + "\n\n";
        operation.setDescription(description + "Scope: `%s`.".formatted(scope.lowerCase()));
    }
}
