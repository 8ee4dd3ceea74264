package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code tmux}, which runs commands in a terminal and types keys into one. */
final class Terminals {
    private static final Options GLOBAL = Options.of("2lquUv", "LST", "", "");
    private static final Options NEW = Options.of("AabdDEhfIkPvXZ", "ceFlnsSextpy", "", "");
    private static final Options SEND = Options.of("lRMX", "tNc", "", "");
    private static final Options SCREEN = Options.of("dmDULAaq", "SThtep", "", "");
    private static final Options RUN = Options.of("bIOo", "dt", "", "");
    private static final Set<String> RUNNING = Set.of("run", "run-shell", "pipe-pane", "pipep");
    private static final Set<String> STARTING = Set.of(
            "new",
            "new-session",
            "neww",
            "new-window",
            "splitw",
            "split-window",
            "respawn-pane",
            "respawnp",
            "respawn-window",
            "respawnw");
    private static final Set<String> HARMLESS = Set.of(
            "ls",
            "list-sessions",
            "lsw",
            "list-windows",
            "lsp",
            "list-panes",
            "has",
            "has-session",
            "kill-session",
            "kill-window",
            "kill-pane",
            "kill-server",
            "capture-pane",
            "capturep",
            "rename-session",
            "rename-window");

    private Terminals() {}

    static Map<String, Wrappers.Wrapper> table() {
        return Map.of("tmux", Terminals::tmux, "screen", Terminals::screen);
    }

    /** {@code screen -dm command}; what it does to a session that is there is not followed. */
    private static List<Effective> screen(Call call) {
        Set<String> asking = Set.of("-ls", "-list", "-v", "--version");
        if (call.words().size() == 2 && call.value(1).filter(asking::contains).isPresent()) {
            return call.itself();
        }
        Scan scan = SCREEN.scan(call.words(), 1);
        boolean starts = scan.trouble().isEmpty()
                && scan.has("m")
                && scan.operand() < call.words().size();
        return starts
                ? Wrappers.resolve(call.from(scan.operand(), "screen"))
                : call.unknown("what `screen` starts is not understood");
    }

    private static List<Effective> tmux(Call call) {
        Scan global = GLOBAL.scan(call.words(), 1);
        String command = call.value(global.operand()).orElse("");
        boolean several = call.words().stream()
                .anyMatch(
                        word -> word.value().filter(text -> text.endsWith(";")).isPresent());
        if (global.trouble().isPresent() || several || !Certainty.allKnown(call.words())) {
            return call.unknown("in `tmux`, the words are not all understood");
        }
        if (STARTING.contains(command)) {
            return start(call, global.operand());
        }
        if (RUNNING.contains(command)) {
            Scan scan = RUN.scan(call.words(), global.operand() + 1);
            boolean one = scan.trouble().isEmpty()
                    && scan.operand() + 1 == call.words().size();
            return one
                    ? Payloads.joined(
                            call,
                            call.words().subList(scan.operand(), call.words().size()),
                            "tmux")
                    : call.unknown("what `tmux %s` starts is not understood".formatted(command));
        }
        if (command.equals("send") || command.equals("send-keys")) {
            return keys(call, global.operand());
        }
        return HARMLESS.contains(command) && !call.filling().appends()
                ? call.itself()
                : call.unknown("what `tmux %s` starts is not understood"
                        .formatted(command)
                        .stripTrailing());
    }

    /** One operand is shell text, several are a program and its arguments. */
    private static List<Effective> start(Call call, int subcommand) {
        Scan scan = NEW.scan(call.words(), subcommand + 1);
        if (scan.trouble().isPresent()) {
            return call.unknown("in `tmux`, %s".formatted(scan.trouble().get()));
        }
        List<Word> words = call.words().subList(scan.operand(), call.words().size());
        if (words.isEmpty()) {
            return call.unknown("`tmux` without a command starts a shell");
        }
        return words.size() == 1
                ? Payloads.joined(call, words, "tmux")
                : Wrappers.resolve(call.from(scan.operand(), "tmux"));
    }

    private static List<Effective> keys(Call call, int subcommand) {
        Scan scan = SEND.scan(call.words(), subcommand + 1);
        if (scan.trouble().isPresent()
                || scan.has("X")
                || scan.has("N")
                || call.filling().appends()) {
            return call.unknown("in `tmux`, %s".formatted(scan.trouble().orElse("the keys are not understood")));
        }
        Source.Builder typed = Source.detached();
        for (Word word : call.words().subList(scan.operand(), call.words().size())) {
            Optional<String> text =
                    scan.has("l") ? word.value() : typed(word.value().orElse(""));
            if (text.isEmpty()) {
                return call.unknown("`tmux` is given a key that is not understood");
            }
            text.get()
                    .chars()
                    .forEach(unit -> typed.add((char) unit, word.span().from()));
        }
        return Payloads.parse(call, typed.build(call.words().getLast().span().to()), "tmux");
    }

    private static Optional<String> typed(String key) {
        boolean named = key.matches("(?i)([CMS]-.*|\\^.|F[0-9]+|BSpace|BTab|DC|End|Escape|Home|IC|NPage|PageDown|PgDn|"
                + "PPage|PageUp|PgUp|Up|Down|Left|Right|Tab|KP.*|0x.*)");
        return switch (key) {
            case "Enter", "C-m", "C-j", "KPEnter" -> Optional.of("\n");
            case "Space" -> Optional.of(" ");
            default -> named ? Optional.empty() : Optional.of(key);
        };
    }
}
