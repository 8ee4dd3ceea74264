package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.shell.Redirection;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files that a line writes and then runs: {@code echo … > x.sh; sh x.sh}. */
final class WrittenFiles {
    private static final Set<String> RUNS_TEXT = Set.of("source", ".");
    private static final Set<String> COPIES = Set.of("cp", "mv", "install", "ln");

    /** What a file was given, by its path; without a text where that isn't in the line. */
    private final Map<String, Optional<Argument>> written = new HashMap<>();

    private final List<Argument> texts = new ArrayList<>();
    private final List<Span> unseen = new ArrayList<>();

    WrittenFiles(List<SimpleCommand> commands, Combinations combinations) {
        if (commands.size() < 2) {
            return;
        }
        for (SimpleCommand command : commands) {
            for (Invocation invocation : Combinations.readings(command)) {
                executed(invocation).map(written::get).ifPresent(text -> {
                    text.ifPresentOrElse(texts::add, () -> unseen.add(command.span()));
                });
            }
            Invocation.of(command).ifPresent(invocation -> writes(invocation, combinations));
        }
    }

    /** Shell text that was written and is run. */
    List<Argument> texts() {
        return texts;
    }

    void addTo(Findings worst) {
        unseen.forEach(span -> worst.add(Combination.INPUT_TO_INTERPRETER, span));
    }

    private static Optional<String> executed(Invocation invocation) {
        String name = invocation.name().text();
        if (CodeInspector.isInterpreter(invocation.program()) || RUNS_TEXT.contains(invocation.program())) {
            return invocation.operands().stream().findFirst().map(file -> plain(file.text()));
        }
        return name.indexOf('/') >= 0 ? Optional.of(plain(name)) : Optional.empty();
    }

    private void writes(Invocation invocation, Combinations combinations) {
        Optional<Argument> said = Combinations.saidBy(
                invocation,
                combinations.inputOf(invocation.command()).or(() -> StartedCommands.documentOf(invocation.command())));
        for (Redirection redirection : invocation.command().redirections()) {
            boolean writes = switch (redirection.operator()) {
                case WRITE, APPEND, CLOBBER, READ_WRITE, WRITE_BOTH, APPEND_BOTH -> true;
                case READ, DUPLICATE_INPUT, DUPLICATE_OUTPUT, HERE_DOCUMENT, HERE_DOCUMENT_STRIPPED, HERE_STRING ->
                    false;
            };
            if (writes) {
                written.put(plain(Argument.of(redirection.target()).text()), said);
            }
        }
        if (invocation.program().equals("tee")) {
            invocation.operands().forEach(file -> written.put(plain(file.text()), said));
        } else if (COPIES.contains(invocation.program())
                && invocation.operands().size() == 2) {
            String source = plain(invocation.operands().getFirst().text());
            written.put(plain(invocation.operands().getLast().text()), written.getOrDefault(source, Optional.empty()));
        }
    }

    private static String plain(String path) {
        return path.startsWith("./") ? path.substring(2) : path;
    }
}
