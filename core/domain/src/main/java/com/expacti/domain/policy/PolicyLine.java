package com.expacti.domain.policy;

import com.expacti.domain.rule.BroadPattern;
import com.expacti.shell.Parsed;
import java.util.ArrayList;
import java.util.List;

/**
 * A line as policies look at it: every command in every way it may be meant. What has no words of its own ({@code > f},
 * {@code X=1}, {@code ((x))}, code of another language) is read by its text, so that a policy for everything covers it.
 *
 * @param namesEveryProgram whether it can be told what each command starts; not so of {@code $X -rf /}
 */
record PolicyLine(String text, List<BroadPattern.Reading> commands, boolean namesEveryProgram) {
    /** What stands in a name that only the shell knows, or at the end of an expansion that was cut at a slash. */
    private static final String UNKNOWN = "$`*?[(){}";

    PolicyLine {
        commands = List.copyOf(commands);
    }

    static PolicyLine of(Parsed parsed) {
        BroadPattern.Line line = BroadPattern.Line.of(parsed);
        List<BroadPattern.Reading> commands = new ArrayList<>();
        boolean named = line.readings().stream().allMatch(PolicyLine::namesProgram);
        for (BroadPattern.Reading reading : line.readings()) {
            commands.add(reading.words().isEmpty() ? byText(reading.texts()) : reading);
        }
        if (commands.isEmpty()) {
            commands.add(byText(List.of(line.text())));
        }
        return new PolicyLine(line.text(), commands, named);
    }

    /** A directory that is not known does not hide the name behind it: {@code "$HOME/bin/tool"} is {@code tool}. */
    private static boolean namesProgram(BroadPattern.Reading reading) {
        String name = reading.program().replace("\"", "").replace("'", "");
        return name.equals("[") || name.equals("[[") || name.chars().noneMatch(c -> UNKNOWN.indexOf(c) >= 0);
    }

    private static BroadPattern.Reading byText(List<String> texts) {
        String text = texts.isEmpty() ? "" : texts.getFirst().strip();
        return new BroadPattern.Reading(List.of(text.split("\\s+")), texts);
    }
}
