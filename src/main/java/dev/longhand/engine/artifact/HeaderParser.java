package dev.longhand.engine.artifact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a safetensors file: the small part of JSON that it may use (objects, strings, whole numbers and arrays
 * of them), strictly, and no name twice.
 */
final class HeaderParser {
    private static final String METADATA = "__metadata__";

    /** Names and sizes beyond these are nobody's network, and would only make a refusal as long as the file. */
    private static final int MAX_NAME = 200;

    private static final int MAX_NUMBERS = 8;

    private final String json;
    private int at;

    private HeaderParser(String json) {
        this.json = json;
    }

    static TensorHeader parse(String json) {
        return new HeaderParser(json).header();
    }

    private TensorHeader header() {
        var metadata = new LinkedHashMap<String, String>();
        var tensors = new ArrayList<TensorInfo>();
        object(name -> {
            if (name.equals(METADATA)) {
                object(key -> metadata.put(key, string()));
            } else {
                tensors.add(tensor(name));
            }
        });
        space();
        if (at != json.length()) {
            throw wrong("more than one JSON object");
        }
        return new TensorHeader(metadata, List.copyOf(tensors));
    }

    private TensorInfo tensor(String name) {
        var fields = new Object() {
            String dtype = "";

            @Nullable
            List<Long> shape;

            List<Long> offsets = List.of();
        };
        object(key -> {
            switch (key) {
                case "dtype" -> fields.dtype = name();
                case "shape" -> fields.shape = numbers();
                case "data_offsets" -> fields.offsets = numbers();
                default -> throw wrong("an unknown field '" + key + "' of tensor '" + name + "'");
            }
        });
        var shape = fields.shape;
        if (fields.dtype.isEmpty() || shape == null || fields.offsets.size() != 2) {
            throw wrong("tensor '" + name + "' without dtype or shape, or with other than two data_offsets");
        }
        return new TensorInfo(name, fields.dtype, shape, fields.offsets.getFirst(), fields.offsets.getLast());
    }

    /** Reads an object; the consumer gets each name and must read its value. */
    private void object(Consumer<String> field) {
        expect('{');
        var names = new HashSet<String>();
        space();
        if (peek() == '}') {
            at++;
            return;
        }
        do {
            var name = name();
            if (!names.add(name)) {
                throw wrong("the name '" + name + "' twice");
            }
            expect(':');
            field.accept(name);
            space();
        } while (comma('}'));
    }

    private List<Long> numbers() {
        expect('[');
        var numbers = new ArrayList<Long>();
        space();
        if (peek() == ']') {
            at++;
            return numbers;
        }
        do {
            if (numbers.size() == MAX_NUMBERS) {
                throw wrong("more than " + MAX_NUMBERS + " numbers in an array");
            }
            numbers.add(number());
            space();
        } while (comma(']'));
        return numbers;
    }

    /** Whether a comma follows; consumes it, or the end. */
    private boolean comma(char end) {
        char c = peek();
        if (c != ',' && c != end) {
            throw wrong("neither a comma nor '" + end + "'");
        }
        at++;
        return c == ',';
    }

    private long number() {
        space();
        int start = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        if (at - start > 1 && json.charAt(start) == '0') {
            throw wrong("a number that begins with 0");
        }
        try {
            return Long.parseLong(json, start, at, 10);
        } catch (NumberFormatException e) {
            throw wrong("no whole number that fits 63 bits");
        }
    }

    private String name() {
        var name = string();
        if (name.length() > MAX_NAME) {
            throw wrong("a name of more than " + MAX_NAME + " characters");
        }
        return name;
    }

    private String string() {
        expect('"');
        var text = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                return text.toString();
            }
            if (c < ' ') {
                throw wrong("a control character in a string");
            }
            text.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("an unknown escape '\\" + c + "'");
        };
    }

    private char unicode() {
        if (at + 4 > json.length()) {
            throw wrong("an escape that ends too early");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char digit = json.charAt(at++);
            if (!HexFormat.isHexDigit(digit)) {
                throw wrong("an escape that is not hexadecimal");
            }
            value = value * 16 + HexFormat.fromHexDigit(digit);
        }
        return (char) value;
    }

    private void expect(char expected) {
        space();
        if (peek() != expected) {
            throw wrong("'" + peek() + "' where '" + expected + "' is expected");
        }
        at++;
    }

    private char peek() {
        if (at >= json.length()) {
            throw wrong("an end that comes too early");
        }
        return json.charAt(at);
    }

    private void space() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private BadTensorFile wrong(String what) {
        return new BadTensorFile("The header has " + what + " at character " + at + ".");
    }
}
