package dev.longhand.fuzz;

import java.util.List;
import java.util.Map;

/**
 * What can be asked of the service, by its own document.
 *
 * @param path   with its parameters in braces
 * @param query  parameters by name, each with values that are right
 * @param bodies examples by media type, as JSON whatever the type is; empty where there is none
 */
record Operation(String method, String path, Map<String, List<String>> query, Map<String, List<String>> bodies) {}
