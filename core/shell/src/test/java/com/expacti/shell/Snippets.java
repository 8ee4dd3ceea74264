package com.expacti.shell;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes shell text: plausible by grammar, then damaged a little. */
final class Snippets {
    private static final List<String> PLAIN = List.of(
            "ls",
            "rm",
            "a",
            "b1",
            "-rf",
            "--x=y",
            "/tmp/f",
            "x=1",
            "if",
            "then",
            "done",
            "in",
            "{",
            "}",
            "!",
            "time",
            "coproc",
            "[[",
            "]]",
            "[",
            "]",
            "*",
            "~",
            "2",
            "esac",
            "function",
            "select",
            "café",
            "declare",
            "a+=b");
    private static final List<String> QUOTED = List.of(
            "'a b'",
            "\"a b\"",
            "$'a\\n'",
            "\\;",
            "\\a",
            "\"$x\"",
            "''",
            "\"\"",
            "$\"m\"",
            "'$(x)'",
            "\"\\\"\"",
            "a'b'\"c\"",
            "$'\\x41'",
            "\"`a`\"",
            "\"'\"",
            "'\"'",
            "$'\\''");
    private static final List<String> EXPANDED = List.of(
            "$x",
            "${x}",
            "$1",
            "$@",
            "${x:-y}",
            "${x%.c}",
            "${#x}",
            "${a[1]}",
            "${a[@]}",
            "$((1+2))",
            "$(a)",
            "`a`",
            "<(a)",
            ">(b)",
            "{a,b}",
            "{1..3}",
            "*.c",
            "[ab]",
            "~/x",
            "${x//a/b}",
            "${!x}",
            "$((x[1]))",
            "${x:1:2}",
            "$[1]",
            "$$",
            "$",
            "${x@Q}",
            "${x:-\"q\"}",
            "${x:-'q'}",
            "$((a ? b : c))",
            "${x:-$(a)}",
            "\"${x:-b}\"",
            "${x^^}",
            "${#}");
    private static final String DAMAGE = " \t\n;&|()<>{}[]'\"`\\$#!~*?=+-:,.@%^/01abx\r\u00a0é";

    private final RandomGenerator chance;
    private final boolean bashOnly;

    Snippets(RandomGenerator chance) {
        this(chance, true);
    }

    private Snippets(RandomGenerator chance, boolean bashOnly) {
        this.chance = chance;
        this.bashOnly = bashOnly;
    }

    /** Without {@code coproc}, {@code time} and continued lines, which other parsers read in ways of their own. */
    static Snippets common(RandomGenerator chance) {
        return new Snippets(chance, false);
    }

    String next() {
        String text = list(3);
        int damages = chance.nextInt(3) == 0 ? 0 : chance.nextInt(4);
        for (int i = 0; i < damages; i++) {
            text = damaged(text);
        }
        return text;
    }

    private String damaged(String text) {
        int at = chance.nextInt(text.length() + 1);
        int other = Math.min(text.length(), at + 1 + chance.nextInt(3));
        String unit = Character.toString(DAMAGE.charAt(chance.nextInt(DAMAGE.length())));
        return switch (chance.nextInt(6)) {
            case 0 -> text.substring(0, at) + text.substring(other);
            case 1 -> text.substring(0, at) + unit + text.substring(other);
            case 2 -> text.substring(0, at) + text.substring(at, other).repeat(2) + text.substring(other);
            case 3 -> text.substring(0, at) + (bashOnly ? "\\\n" : "\n") + text.substring(at);
            case 4 -> text.substring(0, at);
            default -> text.substring(0, at) + unit + text.substring(at);
        };
    }

    private String one(List<String> from) {
        return from.get(chance.nextInt(from.size()));
    }

    private String list(int depth) {
        StringBuilder text = new StringBuilder(pipeline(depth));
        while (chance.nextInt(3) == 0) {
            text.append(one(List.of("; ", "\n", " && ", " || ", " & ", ";", "&&\n", " # c\n")))
                    .append(pipeline(depth));
        }
        return text.append(one(List.of("", "", "", ";", "\n", " &", " # end"))).toString();
    }

    private String pipeline(int depth) {
        String prefix = one(List.of("", "", "", "", "", "! ", "time ", "coproc ", "time -p "));
        StringBuilder text = new StringBuilder(bashOnly || prefix.length() <= 2 ? prefix : "");
        text.append(command(depth));
        while (chance.nextInt(4) == 0) {
            text.append(one(List.of(" | ", "|", " |& ", "|\n"))).append(command(depth));
        }
        return text.toString();
    }

    private String command(int depth) {
        if (depth == 0 || chance.nextInt(3) > 0) {
            return simple();
        }
        String inner = list(depth - 1) + "\n";
        String other = list(depth - 1) + "\n";
        String command = switch (chance.nextInt(16)) {
            case 0 -> "(" + inner + ")";
            case 1 -> "{ " + inner + "}";
            case 2 -> "if " + inner + "then " + other + "fi";
            case 3 -> "if " + inner + "then " + other + "elif " + inner + "then a; else " + other + "fi";
            case 4 -> "while " + inner + "do " + other + "done";
            case 5 -> "until " + inner + "do " + other + "done";
            case 6 -> "for i in " + word() + " " + word() + "; do " + inner + "done";
            case 7 -> "for i" + one(List.of("; ", " ", "\n")) + "do " + inner + "done";
            case 8 -> "for ((i=0; i<3; i++)); do " + inner + "done";
            case 9 -> "case " + word() + " in a|" + word() + ") " + inner + ";; (b) " + other + "esac";
            case 10 -> "case " + word() + " in\n*) " + inner + one(List.of(";&", ";;&", ";;", "")) + " esac";
            case 11 -> "select i in a b; do " + inner + "done";
            case 12 -> "f() { " + inner + "}";
            case 13 -> "function f { " + inner + "}";
            case 14 -> "[[ " + condition() + " ]]";
            default -> "((" + one(List.of("x=1", "x+(y*2)", "x[1]++", " a ? b : $c", "1<2", "$x$(a)")) + "))";
        };
        return command + (chance.nextInt(4) == 0 ? redirection() : "");
    }

    private String condition() {
        String test = one(List.of(
                "-f " + word(),
                word() + " == " + word(),
                word() + " =~ ^(a|b)+$",
                "! -d x",
                word() + " -eq 3",
                "( a && b )",
                "$x == @(a|b*)",
                "a < b",
                word()));
        return chance.nextInt(4) == 0 ? test + one(List.of(" && ", " || ")) + condition() : test;
    }

    private String simple() {
        StringBuilder text = new StringBuilder();
        if (chance.nextInt(8) == 0) {
            text.append(one(List.of("x=1 ", "a[1]=b ", "a=(1 2) ", "a=([1]=x y) ", "x+=y ", "x=$(a) ", "x=~/y ")));
        }
        text.append(
                chance.nextInt(12) == 0
                        ? word()
                        : one(List.of("ls", "a", "rm", "echo", bashOnly ? "declare" : "b", bashOnly ? "time" : "c")));
        for (int i = chance.nextInt(4); i > 0; i--) {
            text.append(chance.nextInt(6) == 0 ? redirection() : " " + word());
        }
        if (chance.nextInt(12) == 0) {
            text.append(document());
        }
        return text.toString();
    }

    private String document() {
        String lines = one(List.of("a $x\n", "$(a)\n", "`b`\n", "x\\\ny\n", "\n", "\t q\n", "'\n", "\"${x:-$(a)}\"\n"));
        return one(List.of(
                " <<E\n" + lines + "E\n",
                " <<'E'\n" + lines + "E\n",
                " <<-E\n\t" + lines + "\tE\n",
                " <<E <<F\n" + lines + "E\nz\nF\n",
                " <<E; a\n" + lines + "E\n",
                " <<\"E\" | b\n" + lines + "E\n",
                " <<E\n" + lines + "E x\n"));
    }

    private String redirection() {
        return one(List.of(
                " > f",
                " >> f",
                " 2>&1",
                " < f",
                " <<< 'x'",
                " &> f",
                " >| f",
                " 3<> f",
                " {fd}> f",
                " >&2",
                " <&-",
                " 2>/dev/null",
                " &>> f",
                " <<< $x",
                ">f",
                "2>f",
                " > >(a)"));
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        do {
            word.append(
                    switch (chance.nextInt(4)) {
                        case 0 -> one(QUOTED);
                        case 1 -> one(EXPANDED);
                        default -> plain();
                    });
        } while (chance.nextInt(4) == 0);
        return word.toString();
    }

    private String plain() {
        String plain = one(PLAIN);
        return bashOnly || !List.of("time", "coproc", "declare").contains(plain) ? plain : "x";
    }

    /** Units that are only about quoting, to be one argument of a command. */
    String quoting() {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + chance.nextInt(6); i > 0; i--) {
            text.append(one(List.of(
                    "a", "b", "'", "\"", "\\", "$'", "\\\n", " ", "#", "=", "{", "}", ",", "[", "]", "\\x41", "\\101",
                    "\\u00e9", "\\n", "$", "~", "!", "\\'", "\\\"", "é", "😀", "%", "^", "\t", "@", "\r", "'a'",
                    "\"b\"", "$'\\t'", "-", ":")));
        }
        return text.toString();
    }
}
