package com.expacti.domain.policy;

import com.expacti.domain.rule.BroadPattern;
import com.expacti.shell.Parsed;
import java.util.ArrayList;
import java.util.List;

/**
 * A line as policies look at it: every command in every way it may be meant. What has no words of its own ({@code > f},
 * {@code X=1}, {@code ((x))}, code of another language) is read by its text, so that a policy for everything covers it.
 */
record PolicyLine(String text, List<BroadPattern.Reading> commands) {
    PolicyLine {
        commands = List.copyOf(commands);
    }

    static PolicyLine of(Parsed parsed) {
        BroadPattern.Line line = BroadPattern.Line.of(parsed);
        List<BroadPattern.Reading> commands = new ArrayList<>();
        for (BroadPattern.Reading reading : line.readings()) {
            commands.add(reading.words().isEmpty() ? byText(reading.texts()) : reading);
        }
        if (commands.isEmpty()) {
            commands.add(byText(List.of(line.text())));
        }
        return new PolicyLine(line.text(), commands);
    }

    private static BroadPattern.Reading byText(List<String> texts) {
        String text = texts.isEmpty() ? "" : texts.getFirst().strip();
        return new BroadPattern.Reading(List.of(text.split("\\s+")), texts);
    }
}
