package com.expacti.domain.risk;

import com.expacti.shell.Span;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import java.util.List;

/**
 * One word as far as the text tells what reaches the program.
 *
 * @param text the value; what isn't known stands as written ({@code $x}, {@code $(…)})
 * @param span where it stands
 * @param certain whether the text is exactly the value
 * @param opensWithUnknown whether a value that may be empty decides which directory or name is meant
 * @param expands whether a value that may be empty is in it anywhere
 */
record Argument(String text, Span span, boolean certain, boolean opensWithUnknown, boolean expands) {
    static Argument of(Word word) {
        StringBuilder text = new StringBuilder();
        Reading reading = new Reading();
        append(word.parts(), text, reading);
        return new Argument(text.toString(), word.span(), reading.certain, reading.opensWithUnknown, reading.expands);
    }

    static Argument literal(String text, Span span) {
        return new Argument(text, span, true, false, false);
    }

    boolean isOption() {
        return text.length() > 1 && text.charAt(0) == '-';
    }

    /** The option's name, without {@code =value}. */
    String option() {
        int equals = text.indexOf('=');
        return text.startsWith("--") && equals > 0 ? text.substring(0, equals) : text;
    }

    private static final class Reading {
        boolean certain = true;
        boolean opensWithUnknown;
        boolean expands;

        void unknown(StringBuilder before) {
            certain = false;
            expands = true;
            // `$x`, `/srv/$x` and `a/$x`: with nothing in it, the whole directory in front is meant.
            opensWithUnknown |= before.isEmpty() || before.charAt(before.length() - 1) == '/';
        }
    }

    private static void append(List<WordPart> parts, StringBuilder text, Reading reading) {
        for (WordPart part : parts) {
            append(part, text, reading);
        }
    }

    private static void append(WordPart part, StringBuilder text, Reading reading) {
        switch (part) {
            case WordPart.Literal literal -> text.append(literal.text());
            case WordPart.DoubleQuoted quoted -> append(quoted.parts(), text, reading);
            case WordPart.ParameterExpansion parameter -> appendParameter(parameter, text, reading);
            case WordPart.CommandSubstitution _ -> {
                reading.unknown(text);
                text.append("$(…)");
            }
            case WordPart.ArithmeticExpansion _ -> {
                reading.certain = false;
                text.append("$((…))");
            }
            case WordPart.ProcessSubstitution _ -> {
                reading.certain = false;
                text.append("<(…)");
            }
            case WordPart.Glob glob -> {
                reading.certain = false;
                text.append(glob.text());
            }
            case WordPart.BraceExpansion brace -> {
                reading.certain = false;
                append(brace.parts(), text, reading);
            }
            case WordPart.Tilde tilde -> {
                reading.certain = false;
                text.append(tilde.text());
            }
            case WordPart.ArrayValue _ -> {
                reading.certain = false;
                text.append("(…)");
            }
        }
    }

    private static void appendParameter(WordPart.ParameterExpansion parameter, StringBuilder text, Reading reading) {
        // `${x:?}` stops the command when x is unset or empty (POSIX 2.6.2), so nothing wider is hit.
        if (parameter.operator().equals(":?")) {
            reading.certain = false;
        } else {
            reading.unknown(text);
        }
        if (parameter.plain()) {
            text.append('$').append(parameter.name());
        } else {
            text.append("${")
                    .append(parameter.name())
                    .append(parameter.operator())
                    .append('}');
        }
    }
}
