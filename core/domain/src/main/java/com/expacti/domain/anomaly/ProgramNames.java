package com.expacti.domain.anomaly;

import com.expacti.shell.Effective;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Unparsed;
import com.expacti.shell.Word;
import com.expacti.shell.Wrappers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The programs a command line starts, wrappers and what they start included, by name without directory. */
public final class ProgramNames {
    /** How many names of one line are told apart. */
    public static final int MOST = 32;

    /** Stands for every name that is unknown, too long or one too many. It is never remembered, so it is always new. */
    public static final String UNCLEAR = "?";

    private static final int LENGTH_MAX = 64;

    /** How many commands of one line are looked at; a longer line has a name nobody can tell. */
    private static final int COMMANDS_MAX = 256;

    private ProgramNames() {}

    static Set<String> of(Parse parse) {
        return switch (parse) {
            case Unparsed _ -> Set.of(UNCLEAR);
            case Parsed parsed -> of(parsed.simpleCommands());
        };
    }

    private static Set<String> of(List<SimpleCommand> commands) {
        Set<String> names = new HashSet<>();
        if (commands.size() > COMMANDS_MAX) {
            names.add(UNCLEAR);
        }
        for (SimpleCommand command : commands.subList(0, Math.min(commands.size(), COMMANDS_MAX))) {
            if (names.size() > MOST) {
                break;
            }
            if (!command.words().isEmpty()) {
                names.add(name(command.words().getFirst()));
                Wrappers.effective(command)
                        .forEach(effective -> started(effective).ifPresent(names::add));
            }
        }
        if (names.size() <= MOST) {
            return names;
        }
        Set<String> some = new HashSet<>(names.stream().sorted().limit(MOST).toList());
        some.add(UNCLEAR);
        return some;
    }

    private static Optional<String> started(Effective effective) {
        return switch (effective) {
            case Effective.Command command ->
                command.words().isEmpty()
                        ? Optional.empty()
                        : Optional.of(name(command.words().getFirst()));
            case Effective.Code code -> Optional.of(bounded(code.language()));
            case Effective.Unknown unknown -> unknown.via().isEmpty() ? Optional.empty() : Optional.of(UNCLEAR);
        };
    }

    private static String name(Word word) {
        return word.value()
                .map(text -> bounded(text.substring(text.lastIndexOf('/') + 1)))
                .orElse(UNCLEAR);
    }

    private static String bounded(String name) {
        return name.isEmpty() || name.length() > LENGTH_MAX ? UNCLEAR : name;
    }
}
