package com.expacti.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builtins that expand their operands a second time as arithmetic or subscripts, so that a quoted substitution in one
 * runs: {@code printf -v 'a[$(rm x)]' y}.
 */
final class SecondReadings {
    private SecondReadings() {}

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        for (String name : List.of(
                "let",
                "printf",
                "test",
                "[",
                "unset",
                "read",
                "declare",
                "typeset",
                "local",
                "export",
                "readonly",
                "wait",
                "getopts",
                "shift",
                "ulimit",
                "kill",
                "exit",
                "return",
                "break",
                "continue",
                "umask",
                "set")) {
            table.put(name, SecondReadings::check);
        }
        return table;
    }

    /**
     * Whether a variable is given a quoted substitution. It is data as long as it is only printed, but runs where the
     * variable stands in arithmetic, a subscript, <code>${!x}</code> or <code>${x@P}</code>.
     */
    static boolean assignsCode(SimpleCommand command) {
        return command.assignments().stream()
                .flatMap(assignment -> Trees.all(assignment).stream())
                .anyMatch(node -> node instanceof WordPart.Literal literal
                        && literal.quoting() != WordPart.Quoting.NONE
                        && (literal.text().contains("$(") || literal.text().indexOf('`') >= 0));
    }

    private static List<Effective> check(Call call) {
        boolean evaluates = switch (call.name().orElse("")) {
            case "printf", "test", "[" ->
                call.words().stream()
                        .anyMatch(word -> word.value()
                                .filter(text -> text.matches("-[vR].*"))
                                .isPresent());
            default -> true;
        };
        boolean hides = call.words().stream()
                .anyMatch(word -> word.value().filter(ArithmeticReader::hides).isPresent());
        return evaluates && hides
                ? call.unknown("`%s` may run a quoted substitution"
                        .formatted(call.name().orElse("")))
                : call.itself();
    }
}
