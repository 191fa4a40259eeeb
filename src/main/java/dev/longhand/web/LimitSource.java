package dev.longhand.web;

import java.util.Map;

/** The limits of one feature, as {@code GET /api/v1/limits} shows them: property name to value. */
@FunctionalInterface
public interface LimitSource {
    Map<String, Object> limits();
}
