package dev.longhand.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** JSON Pointers (RFC 6901) from the ways in which libraries name a place, and the names of JSON's types. */
final class Pointers {
    private Pointers() {}

    /** From a bean path such as {@code network.layers}, {@code stop[0]} or {@code stop[0].<list element>}. */
    static String ofPath(String path) {
        return path.isEmpty()
                ? ""
                : "/"
                        + path.replaceAll("\\.?<[^>]*>", "")
                                .replace("]", "")
                                .replace('[', '/')
                                .replace('.', '/');
    }

    /** From Jackson's references, outermost first. */
    static String ofReferences(List<JacksonException.Reference> references) {
        return references.stream()
                .map(reference -> reference.getPropertyName() == null
                        ? Integer.toString(reference.getIndex())
                        : reference.getPropertyName().replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/", "/", ""));
    }

    /** What a client calls a Java type. */
    static String typeName(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getFields())
                            .filter(Field::isEnumConstant)
                            .map(Pointers::nameInJson)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (type == java.time.Duration.class) {
            return "an ISO 8601 duration such as PT60S";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        return Iterable.class.isAssignableFrom(type) || type.isArray() ? "an array" : "an object";
    }

    private static String nameInJson(Field constant) {
        var property = constant.getAnnotation(JsonProperty.class);
        return property == null ? camelCase(constant.getName()) : property.value();
    }

    /** {@code GLOBAL_NORM} as JSON has it: {@code globalNorm}. */
    private static String camelCase(String constant) {
        var words = constant.toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
