package dev.longhand.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** What goes wrong before the body: method, target, headers, and how the body's end is told. */
final class HeadDamage {
    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "G\u00CBT",
            "",
            "A".repeat(9000),
            "GET\t",
            "PO ST",
            "{}",
            "PRI");

    private static final List<String> SEGMENTS = List.of(
            "%2F",
            "%2f..%2f",
            "..",
            "%2e%2e",
            ".",
            "%00",
            "%ZZ",
            "%",
            "%C0%AE",
            "%FF",
            ";a=b",
            ";",
            "%5C",
            "\\",
            "//",
            "/",
            " ",
            "%20",
            "%0d%0aX:1",
            "\u00E9",
            "%F0%9F%90%BB",
            "{id}",
            "*",
            "%25252e",
            "null",
            "-1",
            "a:b:c",
            "@",
            ":",
            "a@b@c",
            "x".repeat(300),
            "x".repeat(9000),
            "0".repeat(40),
            "'",
            "\"",
            "<b>",
            "|",
            "^",
            "`",
            "~",
            "#x",
            "?",
            "%3F",
            "00000000-0000-0000-0000-000000000000",
            "file-",
            "ftjob-",
            "file-00000000000000000000000000000000",
            "fuzz:0",
            "fuzz:99999999999999999999",
            "fuzz:-1",
            "fuzz@",
            "fuzz:1@x",
            "fuzz:2147483648");

    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "1.5",
            "1e9",
            "101",
            "2147483648",
            "9".repeat(50),
            "true",
            "null",
            "%00",
            "%FF",
            "%",
            "a%20b",
            "NaN",
            "[]",
            "%F0%9F%90%BB",
            "x".repeat(7000),
            "%27%20OR%201%3D1",
            "0198f3a0-0000-7000-8000-000000000000",
            "running",
            "RUNNING",
            ",",
            "a,b",
            "a&a=b",
            "%0d%0a",
            "../..",
            "%ED%A0%80");

    private static final List<String> NAMES = List.of(
            "limit",
            "after",
            "status",
            "dryRun",
            "name",
            "order",
            "purpose",
            "stream",
            "unknown",
            "limit%00",
            "limit[]",
            "",
            "a.b[0]",
            "class.classLoader",
            "_method",
            "format",
            "lang",
            "locale",
            "x".repeat(500));

    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept",
            "Accept",
            "Last-Event-ID",
            "Idempotency-Key",
            "Idempotency-Key",
            "Content-Type",
            "Accept-Encoding",
            "Accept-Charset",
            "Accept-Language",
            "Range",
            "If-None-Match",
            "If-Modified-Since",
            "If-Match",
            "Origin",
            "Cookie",
            "Expect",
            "Authorization",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Prefix",
            "Forwarded",
            "X-HTTP-Method-Override",
            "Upgrade",
            "Connection",
            "Host",
            "Content-Encoding",
            "Content-Disposition",
            "TE",
            "Trailer",
            "Access-Control-Request-Method",
            "Content-Language",
            "Content-Range",
            "Via",
            "Prefer",
            "traceparent");

    private static final List<String> HEADER_VALUES = List.of(
            "",
            " ",
            "*/*",
            "image/png",
            "application/problem+json",
            "text/html",
            "text/event-stream",
            "text/event-stream;q=0",
            "application/json;q=2",
            "a/b;q=x",
            "/",
            "application/",
            "*/json",
            "application/json;charset=nonsense",
            "bytes=0-",
            "bytes=9-1,-0",
            "0",
            "-1",
            "99999999999999999999",
            "1.5",
            "abc",
            "\u00E9\u00FF",
            "a\0b",
            "\t",
            "x".repeat(256),
            "x".repeat(7000),
            "key",
            "key",
            "\"key\"",
            "k,k",
            "*",
            "W/\"",
            "gzip, br;q=0.5, *;q=0",
            "identity;q=0",
            "null",
            "http://127.0.0.1",
            "a\u0001b",
            "localhost:99999",
            "[::1",
            "100-continue",
            "h2c",
            "websocket",
            "close, upgrade",
            "Sun, 99 Foo 2026 99:99:99 GMT",
            "00-0-0-00",
            "../../x",
            "${jndi:x}",
            "=?UTF-8?B?AA==?=",
            "trailers",
            "; ;",
            ",");

    static final List<Damage> OF_METHOD = List.of((message, chance) -> {
        message.method = one(METHODS, chance);
        message.odd = true;
    });

    static final List<Damage> OF_TARGET = List.of(
            HeadDamage::segment,
            HeadDamage::segment,
            HeadDamage::segment,
            HeadDamage::value,
            HeadDamage::value,
            HeadDamage::value,
            HeadDamage::value,
            HeadDamage::elsewhere);

    static final List<Damage> OF_HEADERS = List.of(
            HeadDamage::header,
            HeadDamage::header,
            HeadDamage::header,
            HeadDamage::header,
            HeadDamage::header,
            HeadDamage::header,
            (message, chance) -> message.without(one(HEADERS, chance)),
            HeadDamage::oddHeader,
            HeadDamage::manyHeaders);

    static final List<Damage> OF_FRAMING = List.of(
            (message, chance) -> message.framing = Message.Framing.CHUNKED,
            HeadDamage::length,
            HeadDamage::length,
            HeadDamage::chunks,
            HeadDamage::encoding,
            HeadDamage::version,
            (message, chance) -> {
                message.framing = Message.Framing.UNTOLD;
                message.cut = true;
            });

    private HeadDamage() {}

    private static <T> T one(List<T> of, RandomGenerator chance) {
        return of.get(chance.nextInt(of.size()));
    }

    private static void segment(Message message, RandomGenerator chance) {
        message.odd = true;
        var segments = message.target.split("/", -1);
        int at = chance.nextInt(segments.length);
        var odd = one(SEGMENTS, chance);
        segments[at] = chance.nextBoolean() ? odd : segments[at] + odd;
        message.target = String.join("/", segments);
    }

    private static void value(Message message, RandomGenerator chance) {
        var query = "%s=%s".formatted(one(NAMES, chance), one(VALUES, chance));
        var separator = message.target.contains("?") ? "&" : "?";
        message.target += separator + (chance.nextInt(4) == 0 ? query + "&" + query : query);
    }

    private static void elsewhere(Message message, RandomGenerator chance) {
        message.odd = true;
        message.target = one(
                List.of(
                        "*",
                        "",
                        "http://localhost/api/v1/models",
                        "http://other:1/v1/models",
                        "localhost:80",
                        "/",
                        "/error",
                        "/v1",
                        "/v1/",
                        "/api",
                        "/v1/nothing",
                        "/actuator",
                        "/actuator/env",
                        "/actuator/health/x",
                        "/actuator/heapdump",
                        "/h2-console",
                        "/swagger-ui/../../x",
                        "/swagger-ui/x.js",
                        "/v3/api-docs/x",
                        "/v3/api-docs.yaml",
                        "/favicon.ico",
                        "/WEB-INF/web.xml",
                        "/META-INF/MANIFEST.MF",
                        "/webjars/..%2f",
                        "/application.yml",
                        "/index.html%00",
                        "/static/../application.yml",
                        "/.git/config",
                        "/demo/LonghandApplication.java",
                        "/error?x=1",
                        "//",
                        "/api//v1/models",
                        "/API/V1/models",
                        "?",
                        "/?a",
                        "api/v1/models"),
                chance);
    }

    private static void header(Message message, RandomGenerator chance) {
        var name = one(HEADERS, chance);
        if (chance.nextInt(4) == 0) {
            message.add(name, one(HEADER_VALUES, chance));
        } else {
            message.set(name, one(HEADER_VALUES, chance));
        }
        if (name.equals("Expect") || name.equals("Connection") || name.equals("Upgrade")) {
            message.cut = true; // the connection may stay open, and nobody waits for its end
        }
    }

    private static void oddHeader(Message message, RandomGenerator chance) {
        message.odd = true;
        message.cut = true;
        message.add(
                one(List.of("", " X", "X\u00E9", "X Y", "X\0", "(", "X".repeat(9000), "X\r\n Y", "X\nY", "\t"), chance),
                "1");
    }

    private static void manyHeaders(Message message, RandomGenerator chance) {
        int count = chance.nextInt(10, 300);
        for (int i = 0; i < count; i++) {
            message.add("X-" + i, "value");
        }
    }

    /** Another one than that of the body: what is missing never comes. */
    private static void length(Message message, RandomGenerator chance) {
        message.framing = chance.nextInt(3) == 0 ? Message.Framing.LENGTH : Message.Framing.UNTOLD;
        message.cut = true;
        message.odd = true;
        message.add(
                "Content-Length",
                one(
                        List.of(
                                "0",
                                "-1",
                                "+1",
                                "abc",
                                "",
                                "1, 2",
                                "9".repeat(30),
                                Long.toString(Long.MAX_VALUE),
                                "0x10",
                                "1.0",
                                Integer.toString(message.body.length + 10),
                                Integer.toString(Math.max(0, message.body.length - 3)),
                                " " + message.body.length + " x"),
                        chance));
    }

    private static void chunks(Message message, RandomGenerator chance) {
        message.framing = Message.Framing.UNTOLD;
        message.cut = true;
        message.odd = true;
        message.add("Transfer-Encoding", "chunked");
        var size = one(
                List.of("", "z", "-1", "FFFFFFFFFFFFFFFFFF", "7fffffff", "5;ext=\"", "1", " ", "5\n", "0x5"), chance);
        message.body = Message.latin(
                size + "\r\n" + "hello" + one(List.of("\r\n0\r\n\r\n", "", "\r\n", "x0\r\n\r\n"), chance));
    }

    private static void encoding(Message message, RandomGenerator chance) {
        message.cut = true;
        message.odd = true;
        message.add(
                "Transfer-Encoding",
                one(
                        List.of("gzip", "gzip, chunked", "identity", "chunked, chunked", "nonsense", "", "chunked;q=1"),
                        chance));
    }

    private static void version(Message message, RandomGenerator chance) {
        message.cut = true;
        message.odd = true;
        message.version = one(
                List.of("HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/3", "HTTP", "http/1.1", "", "HTTP/1.1 x", "ICY/1.0"),
                chance);
    }
}
