package com.expacti.domain.risk;

import com.expacti.shell.Assignment;
import com.expacti.shell.HereDocument;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.Script;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the values of variables that a line assigns itself where it uses them: {@code x=rm; $x -rf /}. The result is
 * read like any other line. Values are put in so that they stay what expansion would make of them: words, never syntax.
 */
final class KnownVariables {
    private static final Set<String> CHANGES = Set.of(
            "read",
            "export",
            "declare",
            "typeset",
            "local",
            "readonly",
            "unset",
            "eval",
            "source",
            ".",
            "mapfile",
            "readarray",
            "getopts",
            "let",
            "set",
            "printf");
    private static final int REPLACED_MAX = 200;
    private static final int LENGTH_MAX = 16_384;

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> from = new HashMap<>();
    private final List<Replacement> replacements = new ArrayList<>();
    private boolean certain = true;

    private record Replacement(Span span, String text) {}

    /**
     * A line with known values in place of variables.
     *
     * @param certain whether the values are those the variables have there, so that the line as written says nothing more
     */
    record Filled(String text, boolean certain) {}

    private KnownVariables() {}

    /** Empty where the line uses no variable that it has given a value. */
    static Optional<Filled> fill(Parsed line) {
        if (line.text().indexOf('=') < 0
                || line.text().indexOf('$') < 0
                || line.text().length() > LENGTH_MAX) {
            return Optional.empty();
        }
        KnownVariables known = new KnownVariables();
        known.collect(line);
        if (known.values.isEmpty()) {
            return Optional.empty();
        }
        known.uses(line.script(), false);
        return known.replacements.isEmpty() || known.replacements.size() > REPLACED_MAX
                ? Optional.empty()
                : Optional.of(new Filled(known.write(line.text()), known.certain));
    }

    private void collect(Parsed line) {
        List<SimpleCommand> top = line.script().items().stream()
                .map(Script.Item::command)
                .filter(SimpleCommand.class::isInstance)
                .map(SimpleCommand.class::cast)
                .toList();
        for (SimpleCommand command : line.simpleCommands()) {
            boolean alone = command.words().isEmpty();
            if (command.name().filter(CHANGES::contains).isPresent()) {
                certain = false;
                declared(command);
            }
            if (alone) {
                boolean simple = top.stream().anyMatch(each -> each == command);
                command.assignments().forEach(assignment -> assigned(assignment, simple));
            }
        }
    }

    /** {@code export x=rm}: its operands assign too. */
    private void declared(SimpleCommand command) {
        for (Word word : command.words()) {
            Optional<String> value = word.value();
            int equals = value.orElse("").indexOf('=');
            if (equals > 0 && value.get().substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*")) {
                put(
                        value.get().substring(0, equals),
                        value.get().substring(equals + 1),
                        word.span().to());
            }
        }
        command.assignments().forEach(assignment -> assigned(assignment, false));
    }

    private void assigned(Assignment assignment, boolean simple) {
        Optional<String> value = assignment.value().value();
        boolean plain = simple && !assignment.append() && assignment.subscript().isEmpty();
        certain &= plain
                && value.isPresent()
                && !values.containsKey(assignment.name())
                && !assignment.name().equals("IFS");
        if (value.isPresent() && assignment.subscript().isEmpty()) {
            String before = assignment.append() ? values.getOrDefault(assignment.name(), "") : "";
            put(assignment.name(), before + value.get(), assignment.span().to());
        } else {
            array(assignment);
        }
    }

    /** An array is its elements, as {@code "${a[@]}"} gives them. */
    private void array(Assignment assignment) {
        if (assignment.value().parts().size() == 1
                && assignment.value().parts().getFirst() instanceof WordPart.ArrayValue array) {
            List<String> elements = array.elements().stream()
                    .map(element -> element.value().value().orElse("x"))
                    .toList();
            put(assignment.name(), String.join(" ", elements), assignment.span().to());
        }
    }

    private void put(String name, String value, int at) {
        values.put(name, value);
        from.putIfAbsent(name, at);
    }

    private void uses(Node node, boolean quoted) {
        if (node instanceof WordPart.ParameterExpansion parameter) {
            boolean whole = parameter.plain()
                    || parameter.operator().isEmpty()
                            && parameter.operands().stream()
                                    .allMatch(index -> Set.of("@", "*", "0").contains(index.raw()));
            boolean known = values.containsKey(parameter.name())
                    && from.getOrDefault(parameter.name(), 0)
                            <= parameter.span().from();
            if (whole && known) {
                boolean splits = !quoted || !parameter.plain();
                replacements.add(new Replacement(
                        parameter.span(), written(values.getOrDefault(parameter.name(), ""), splits, quoted)));
                return;
            }
        }
        boolean inside = node instanceof WordPart.DoubleQuoted
                || node instanceof HereDocument
                || quoted && !(node instanceof WordPart.CommandSubstitution);
        for (Node child : node.children()) {
            uses(child, inside);
        }
    }

    private static String written(String value, boolean splits, boolean quoted) {
        StringBuilder text = new StringBuilder(quoted && splits ? "\"" : "");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean special = quoted && !splits ? "\"$`\\".indexOf(c) >= 0 : "\"'$`\\;&|<>(){}#!=".indexOf(c) >= 0;
            if (special) {
                text.append('\\');
            }
            text.append(splits && c == '\n' ? ' ' : c);
        }
        return text.append(quoted && splits ? "\"" : "").toString();
    }

    private String write(String text) {
        StringBuilder written = new StringBuilder();
        int done = 0;
        replacements.sort(Comparator.comparingInt(each -> each.span().from()));
        for (Replacement replacement : replacements) {
            if (replacement.span().from() < done) {
                continue;
            }
            written.append(text, done, replacement.span().from()).append(replacement.text());
            done = replacement.span().to();
        }
        return written.append(text, done, text.length()).toString();
    }
}
