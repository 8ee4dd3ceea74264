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
 * @param operands how many operands come before the command, or -1 when it stands behind two dashes
 * @param assigns whether {@code NAME=value} operands before the command set its environment
 * @param alone what runs when no command is given
 * @param texts options whose value is shell text, which runs instead
 */
record PrefixWrapper(Options options, int operands, boolean assigns, Alone alone, List<String> texts)
        implements Wrappers.Wrapper {
    enum Alone {
        /** Only the program itself. */
        ITSELF,
        /** An interactive shell or something else that reads further commands. */
        SHELL,
        /** The word before the options is the program. */
        NAMED
    }

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>(PrefixTable.table());
        table.put("sudo", new AsAnother(sudo()));
        Wrappers.Wrapper nice = new NumberFirst(plain("n", "adjustment"));
        List.of("nice", "gnice").forEach(name -> table.put(name, nice));
        Wrappers.Wrapper env = new Splitting(env());
        List.of("env", "genv").forEach(name -> table.put(name, env));
        table.put(
                "command",
                new Describing(new PrefixWrapper(Options.of("p", "", "", ""), 0, false, Alone.ITSELF, List.of())));
        return Map.copyOf(table);
    }

    private static PrefixWrapper sudo() {
        Options options = Options.of(
                "ABbEHiKknNPSsvV",
                "CDgpRrTtUu",
                "askpass background bell preserve-env set-home non-interactive preserve-groups reset-timestamp"
                        + " remove-timestamp stdin login shell validate version",
                "close-from chdir group prompt chroot role command-timeout type other-user user");
        return new PrefixWrapper(options, 0, true, Alone.ITSELF, List.of());
    }

    private static PrefixWrapper env() {
        Options options = Options.of(
                "i0v",
                "uCaPS",
                "ignore-environment null debug block-signal default-signal ignore-signal list-signal-handling",
                "unset chdir argv0 split-string");
        return new PrefixWrapper(options, 0, true, Alone.ITSELF, List.of());
    }

    private static PrefixWrapper plain(String valued, String longValued) {
        return new PrefixWrapper(Options.of("", valued, "", longValued), 0, false, Alone.ITSELF, List.of());
    }

    @Override
    public List<Effective> see(Call call) {
        return see(call, 1);
    }

    /** @param from where the options start */
    List<Effective> see(Call call, int from) {
        Scan scan = options.scan(call.words(), from);
        String name = call.name().orElseThrow();
        if (scan.trouble().isPresent()) {
            return call.unknown("in `%s`, %s".formatted(name, scan.trouble().get()));
        }
        Optional<List<Effective>> instead = instead(call, scan, name);
        if (instead.isPresent()) {
            return instead.get();
        }
        List<Assignment> assigned = assigns ? assigned(call, scan.operand()) : List.of();
        int command = pastDashes(call, scan.operand() + assigned.size() + operands);
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

    /** `aws-vault exec profile -- command`: dashes after operands are no command to any of these programs. */
    private int pastDashes(Call call, int command) {
        if (operands < 0) {
            int dashes = 1;
            while (dashes < call.words().size()
                    && call.value(dashes).filter("--"::equals).isEmpty()) {
                dashes++;
            }
            return dashes + 1;
        }
        return operands > 0 && call.value(command).filter("--"::equals).isPresent() ? command + 1 : command;
    }

    /** What runs although no word after the options is the command. */
    private Optional<List<Effective>> instead(Call call, Scan scan, String name) {
        if (alone == Alone.NAMED) {
            return Optional.of(Wrappers.resolve(call.from(1, name)));
        }
        for (Options.Seen option : scan.seen()) {
            // strace and its kin start a program for an output that begins so.
            if (option.value()
                    .filter(value -> value.startsWith("|") || value.startsWith("!"))
                    .isPresent()) {
                return Optional.of(call.unknown("a value of an option of `%s` starts a program".formatted(name)));
            }
            if (texts.contains(option.name())) {
                return Optional.of(Payloads.ofOption(call, option, name));
            }
        }
        // `flock file -c text`: the option stands after the operand.
        int after = scan.operand() + operands;
        if (texts.stream().anyMatch(one -> !one.isEmpty())
                && operands > 0
                && after < call.words().size()) {
            boolean dashed = call.value(after)
                    .filter(word -> texts.contains(word.replaceFirst("^-{1,2}", "")) && word.startsWith("-"))
                    .isPresent();
            return dashed
                    ? Optional.of(Payloads.joined(
                            call,
                            call.words()
                                    .subList(
                                            Math.min(after + 1, call.words().size()),
                                            call.words().size()),
                            name))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    private List<Effective> withoutCommand(Call call, String name) {
        if (call.filling().appends()) {
            return call.unknown("words added at run time become the command of `%s`".formatted(name));
        }
        return switch (alone) {
            case ITSELF -> call.itself();
            case SHELL -> call.unknown("`%s` without a command starts a shell".formatted(name));
            case NAMED -> throw new IllegalStateException("a named program is never missing");
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
        // A word whose value is not known has parts: one of them is why.
        String start =
                word.value().orElseGet(() -> word.parts().getFirst().value().orElse(""));
        int equals = start.indexOf('=');
        if (equals <= 0 || !Certainty.isOneWord(word)) {
            return Optional.empty();
        }
        return Optional.of(new Assignment(start.substring(0, equals), Optional.empty(), false, word, word.span()));
    }

    /** {@code sudo -i} and {@code -s} give the words to a shell, every character but the dollar sign protected. */
    private record AsAnother(PrefixWrapper wrapper) implements Wrappers.Wrapper {
        @Override
        public List<Effective> see(Call call) {
            Scan scan = wrapper.options.scan(call.words(), 1);
            boolean shell = List.of("i", "s", "login", "shell").stream().anyMatch(scan::has);
            if (!shell || scan.trouble().isPresent()) {
                return wrapper.see(call);
            }
            List<Word> rest = call.words().subList(scan.operand(), call.words().size());
            boolean expands = rest.stream()
                    .anyMatch(word ->
                            word.value().filter(text -> text.indexOf('$') >= 0).isPresent());
            boolean spaced = !rest.isEmpty()
                    && rest.getFirst()
                            .value()
                            .filter(text -> text.indexOf(' ') >= 0)
                            .isPresent();
            return rest.isEmpty() || expands || spaced
                    ? call.unknown(
                            rest.isEmpty()
                                    ? "`sudo` without a command starts a shell"
                                    : "`sudo` gives its words to a shell, which may read them as others")
                    : wrapper.see(call);
        }
    }

    /** {@code env -}, which clears the environment, and {@code env -S}, which takes words out of one. */
    private record Splitting(PrefixWrapper wrapper) implements Wrappers.Wrapper {
        @Override
        public List<Effective> see(Call call) {
            int from = call.value(1).filter("-"::equals).isPresent() ? 2 : 1;
            Scan scan = wrapper.options.scan(call.words(), from);
            Optional<Options.Seen> split = scan.last("S", "split-string");
            if (split.isEmpty() || scan.trouble().isPresent()) {
                return wrapper.see(call, from);
            }
            boolean plain = split.get()
                    .value()
                    .filter(text -> !text.matches("(?s).*[\\\\$#`].*"))
                    .isPresent();
            Optional<List<Word>> words = plain ? Payloads.words(call, split.get()) : Optional.empty();
            if (words.isEmpty() || scan.seen().size() > 1 && scan.seen().getLast() != split.get()) {
                return call.unknown("the words `env` takes out of one word are not known for certain");
            }
            List<Word> all = new ArrayList<>(List.of(call.words().getFirst()));
            all.addAll(words.get());
            all.addAll(call.words().subList(scan.operand(), call.words().size()));
            return wrapper.see(call.passing(all), 1);
        }
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
