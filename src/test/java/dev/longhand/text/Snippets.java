package dev.longhand.text;

import java.util.List;

/** Texts of many scripts, written for the tests. */
public final class Snippets {
    public static final String PLAY = """
        FIRST KEEPER:
        Who walks so late, and leaves the gate ajar?
        I'll not be blamed again; the captain's wrath
        Is worse than any wolf's.

        SECOND KEEPER:
        Peace, good fellow! The well-worn key is here,
        And he that took it (some poor clerk) is gone.
        "Come in," quoth he, "and drink."
        """;

    public static final String POEM = """
        夜泊江邊
        小舟泊淺沙，孤火照寒花。
        夢裏青山遠，風前白髮斜。

        早春
        殘雪猶在屋，新泉已到門。
        不知誰家笛，吹綠過前村。
        """;

    public static final String JAPANESE = "彼は「東京へ行きます」と言いました。新しい本を読んでいます。\n";

    public static final String HINDI = "हिन्दी में लिखा हुआ एक वाक्य। क्या यह ठीक है?\n";

    public static final String ARABIC = "هذه جملة قصيرة، وهذه أخرى. هل تفهم؟\n";

    public static final String HEBREW = "זהו משפט קצר, וזה עוד אחד.\n";

    public static final String EMOJI = "hi 😀😀 👩‍🚀 🇩🇪🇫🇷 👍🏽!\n";

    public static final String LINES = "one\r\ntwo\r\n\r\n  three\t\tfour\rfive\u00A0six \u3000 seven   ";

    public static final List<String> ALL = List.of(PLAY, POEM, JAPANESE, HINDI, ARABIC, HEBREW, EMOJI, LINES);

    private Snippets() {}

    public static String together() {
        return String.join("", ALL);
    }

    /** What a decoder makes of these ids. */
    public static String decode(TextDecoder decoder, int... ids) {
        var text = new StringBuilder();
        for (int id : ids) {
            text.append(decoder.accept(id));
        }
        return text.append(decoder.finish()).toString();
    }
}
