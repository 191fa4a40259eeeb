package dev.longhand.web;

/**
 * One value that is not allowed.
 *
 * @param pointer where it stands: a JSON Pointer into the body, or the name of a parameter
 * @param detail  what is wrong with it, as the end of a sentence that begins with the pointer
 */
public record InvalidField(String pointer, String detail) {}
