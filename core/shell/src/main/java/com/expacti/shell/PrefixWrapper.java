package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program whose operands are, after some of its own, a command it runs as it is: {@code sudo}, {@code nice},
 * {@code timeout}.
 *
 * @param options what may stand before the operands
 * @param operands how many operands come before the command
 * @param assigns whether {@code NAME=value} operands before the command set its environment
 * @param alone what runs when no command is given
 */
record PrefixWrapper(Options options, int operands, boolean assigns, Alone alone) implements Wrappers.Wrapper {
    private enum Alone {
        /** Only the program itself. */
        ITSELF,
        /** An interactive shell or something else that reads further commands. */
        SHELL
    }

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        table.put("sudo", sudo());
        table.put("doas", new PrefixWrapper(Options.of("n", "u", "", ""), 0, false, Alone.SHELL));
        table.put(
                "env",
                new PrefixWrapper(
                        Options.of("i0v", "uC", "ignore-environment null debug", "unset chdir"),
                        0,
                        true,
                        Alone.ITSELF));
        table.put("nice", new NumberFirst(plain("", "n", "", "adjustment")));
        table.put("ionice", plain("t", "cn", "ignore", "class classdata"));
        table.put("chrt", new PrefixWrapper(Options.of("abfimorRv", "", "", ""), 1, false, Alone.ITSELF));
        table.put("taskset", new PrefixWrapper(Options.of("ac", "", "all-tasks cpu-list", ""), 1, false, Alone.ITSELF));
        table.put("nohup", plain("", "", "", ""));
        table.put("timeout", timeout());
        table.put("time", plain("apvq", "fo", "append portability verbose quiet", "format output"));
        table.put("exec", plain("cl", "a", "", ""));
        table.put("builtin", plain("", "", "", ""));
        table.put("command", new Describing(plain("p", "", "", "")));
        table.put("setsid", plain("cfw", "", "ctty fork wait", ""));
        table.put("stdbuf", plain("", "ioe", "", "input output error"));
        table.put("unbuffer", plain("p", "", "", ""));
        table.put("caffeinate", plain("dimsu", "tw", "", ""));
        table.put("busybox", new PrefixWrapper(Options.NONE, 0, false, Alone.ITSELF));
        table.put("toybox", new PrefixWrapper(Options.NONE, 0, false, Alone.ITSELF));
        table.put(
                "chroot",
                new PrefixWrapper(Options.of("", "", "skip-chdir", "userspec groups"), 1, false, Alone.SHELL));
        return Map.copyOf(table);
    }

    private static PrefixWrapper sudo() {
        Options options = Options.of(
                "ABbEHknNPS",
                "CDgpRrTtUu",
                "askpass background bell preserve-env set-home non-interactive preserve-groups reset-timestamp stdin",
                "close-from chdir group prompt chroot role command-timeout type other-user user");
        return new PrefixWrapper(options, 0, true, Alone.ITSELF);
    }

    private static PrefixWrapper timeout() {
        Options options = Options.of("fpv", "ks", "foreground preserve-status verbose", "kill-after signal");
        return new PrefixWrapper(options, 1, false, Alone.ITSELF);
    }

    private static PrefixWrapper plain(String flags, String valued, String longFlags, String longValued) {
        return new PrefixWrapper(Options.of(flags, valued, longFlags, longValued), 0, false, Alone.ITSELF);
    }

    @Override
    public List<Effective> see(Call call) {
        return see(call, 1);
    }

    private List<Effective> see(Call call, int from) {
        Scan scan = options.scan(call.words(), from);
        String name = call.name().orElseThrow();
        if (scan.trouble().isPresent()) {
            return call.unknown("in `%s`, %s".formatted(name, scan.trouble().get()));
        }
        List<Assignment> assigned = assigns ? assigned(call, scan.operand()) : List.of();
        int command = scan.operand() + assigned.size() + operands;
        for (int i = scan.operand(); i < Math.min(command, call.words().size()); i++) {
            if (!Certainty.isOneWord(call.words().get(i))) {
                return call.unknown("in `%s`, a word before the command is not certain".formatted(name));
            }
        }
        if (command >= call.words().size()) {
            return withoutCommand(call, name);
        }
        return Wrappers.resolve(call.assigning(assigned).from(command, name));
    }

    private List<Effective> withoutCommand(Call call, String name) {
        if (call.filling().appends()) {
            return call.unknown("words added at run time become the command of `%s`".formatted(name));
        }
        return switch (alone) {
            case ITSELF -> call.itself();
            case SHELL -> call.unknown("`%s` without a command starts a shell".formatted(name));
        };
    }

    /** {@code NAME=value} words from {@code index} on, as far as their values are certain or one word each. */
    private static List<Assignment> assigned(Call call, int index) {
        List<Assignment> assigned = new ArrayList<>();
        for (int i = index; i < call.words().size(); i++) {
            Optional<Assignment> one = assignment(call.words().get(i));
            if (one.isEmpty()) {
                break;
            }
            assigned.add(one.get());
        }
        return assigned;
    }

    private static Optional<Assignment> assignment(Word word) {
        String start = word.value()
                .orElseGet(() -> word.parts().isEmpty()
                        ? ""
                        : word.parts().getFirst().value().orElse(""));
        int equals = start.indexOf('=');
        if (equals <= 0 || !Certainty.isOneWord(word)) {
            return Optional.empty();
        }
        return Optional.of(new Assignment(start.substring(0, equals), Optional.empty(), false, word, word.span()));
    }

    /** {@code nice -10 command}, the old form. */
    private record NumberFirst(PrefixWrapper wrapper) implements Wrappers.Wrapper {
        @Override
        public List<Effective> see(Call call) {
            boolean number =
                    call.value(1).filter(word -> word.matches("-{1,2}[0-9]+")).isPresent();
            return wrapper.see(call, number ? 2 : 1);
        }
    }

    /** {@code command -v name} describes the name and runs nothing. */
    private record Describing(PrefixWrapper wrapper) implements Wrappers.Wrapper {
        @Override
        public List<Effective> see(Call call) {
            boolean describes =
                    call.value(1).filter(word -> word.matches("-p?[vV]")).isPresent();
            return describes ? call.itself() : wrapper.see(call);
        }
    }
}
