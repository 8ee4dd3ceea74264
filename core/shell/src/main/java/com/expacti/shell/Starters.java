package com.expacti.shell;

import com.expacti.shell.OptionTable.Row;
import com.expacti.shell.OptionTable.Shape;
import com.expacti.shell.OptionTable.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs that can start others in ways of their own: always, or because of what {@link OptionTable} lists. What such
 * an option starts is read where its value is shell text; the program itself runs as well.
 */
final class Starters {
    /** Each runs its operands or its input as commands, in a way that is not followed. */
    private static final List<String> ALWAYS = List.of(("parallel sem expect rlwrap capsh start-stop-daemon run-parts"
                    + " fish csh tcsh pwsh powershell tclsh wish osascript sshpass autossh bwrap proot setarch"
                    + " dtach abduco mosh rsh rlogin remsh newgrp login machinectl"
                    + " pssh pdsh dsh clush systemd-nspawn distrobox wsl nu elvish xonsh rc es ion watchexec"
                    + " reflex chokidar hyperfine msfconsole tasksh run-mailcap xdotool")
            .split(" "));

    private static final Map<String, Row> ROWS = OptionTable.rows();

    private final Call call;
    private final String name;
    private final Row row;
    private final List<Effective> found = new ArrayList<>();
    private boolean rest;

    private Starters(Call call, String name, Row row) {
        this.call = call;
        this.name = name;
        this.row = row;
    }

    /** Whether what the program runs is never followed here. */
    static boolean isOpaque(String name) {
        return ALWAYS.contains(name);
    }

    /** What a call starts by an option, once it is known that no subcommand does; the call itself when nothing. */
    static List<Effective> byOption(Call call) {
        String name = call.name().orElse("");
        Row row = ROWS.get(name);
        return row == null ? call.itself() : new Starters(call, name, row).see();
    }

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        ALWAYS.forEach(
                name -> table.put(name, call -> call.unknown("what `%s` starts is not understood".formatted(name))));
        ROWS.forEach((name, row) -> table.put(name, call -> new Starters(call, name, row).see()));
        return table;
    }

    private List<Effective> see() {
        if (name.endsWith("tar")) {
            bundled();
        }
        int at = 1;
        while (at < call.words().size() && !rest) {
            Optional<String> text = call.value(at);
            if (text.isEmpty()
                    && !row.lenient()
                    && !Certainty.cannotBeOption(call.words().get(at))) {
                unseen(call.words().get(at).raw());
            }
            int here = at;
            at += text.map(word -> word(here, word)).orElse(1);
        }
        if (call.filling().appends() && !rest && !row.lenient()) {
            unseen("the words that are added");
        }
        row.of(Shape.INPUT).forEach(this::input);
        boolean certain = found.stream().noneMatch(Effective.Unknown.class::isInstance);
        found.addAll(certain && found.stream().noneMatch(Effective.Code.class::isInstance) ? call.itself() : List.of());
        return List.copyOf(found);
    }

    /** {@code tar cIf program archive}: letters without a dash, whose values follow in order. */
    private void bundled() {
        call.value(1)
                .filter(word -> !word.startsWith("-") && (word.contains("I") || word.contains("F")))
                .ifPresent(this::unseen);
    }

    /** Looks at one word; how many it takes with its value. */
    private int word(int at, String text) {
        for (Trigger one : row.of(Shape.WORD)) {
            if (text.equals(one.text()) || one.text().startsWith("-") && text.startsWith(one.text() + "=")) {
                boolean own = text.equals(one.text());
                return value(
                        one,
                        at,
                        own
                                ? Optional.empty()
                                : Optional.of(text.substring(one.text().length() + 1)));
            }
        }
        for (Trigger one : row.of(Shape.START)) {
            if (text.startsWith(one.text())) {
                return value(one, at, Optional.of(text.substring(one.text().length())));
            }
        }
        if (text.equals("--") || text.length() < 2 || text.charAt(0) != '-') {
            return 1;
        }
        return text.startsWith("--") ? longOption(at, text) : cluster(at, text);
    }

    private int longOption(int at, String text) {
        int equals = text.indexOf('=');
        String given = text.substring(2, equals < 0 ? text.length() : equals);
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(text.substring(equals + 1));
        return row.of(Shape.LONG).stream()
                .filter(one -> one.text().startsWith(given))
                .min(Comparator.comparingInt(one -> one.text().length()))
                .map(one -> value(one, at, value))
                .orElse(1);
    }

    private int cluster(int at, String text) {
        int last = row.clusters() ? text.length() : 2;
        for (int i = 1; i < last; i++) {
            String letter = text.substring(i, i + 1);
            String behind = text.substring(i + 1);
            Optional<Trigger> trigger = row.of(Shape.LETTER).stream()
                    .filter(one -> one.text().equals(letter))
                    .findFirst();
            if (trigger.isPresent()) {
                boolean exact = row.clusters() || behind.isEmpty();
                return exact ? value(trigger.get(), at, Optional.of(behind).filter(one -> !one.isEmpty())) : 1;
            }
            if (row.valued().contains(letter)) {
                return behind.isEmpty() ? 2 : 1;
            }
            if (row.attached().contains(letter)) {
                return 1;
            }
        }
        return 1;
    }

    /** @param own the value as far as it stands in the trigger's own word; otherwise the next word is the value */
    private int value(Trigger trigger, int at, Optional<String> own) {
        return switch (trigger.kind()) {
            case NONE -> 1;
            case UNSEEN -> {
                unseen(call.words().get(at).raw());
                yield 1;
            }
            case WORDS -> words(at + 1);
            case LINE -> line(at + 1);
            case ZIP ->
                own.filter("T"::equals).isPresent()
                        ? read(Escape.SHELL, next(trigger, at), at, 2)
                        : read(Escape.UNSEEN, next(trigger, at), at, 1);
            default ->
                own.isPresent()
                        ? read(trigger.kind(), new Options.Seen(trigger.text(), word(at), own), at, 1)
                        : read(trigger.kind(), next(trigger, at), at, 2);
        };
    }

    private Options.Seen next(Trigger trigger, int at) {
        return new Options.Seen(trigger.text(), word(at + 1), call.value(at + 1));
    }

    private Optional<Word> word(int at) {
        return at < call.words().size() ? Optional.of(call.words().get(at)) : Optional.empty();
    }

    /** {@code adb shell text …}. */
    private int line(int at) {
        rest = true;
        int from = call.value(at).filter("--"::equals).isPresent() ? at + 1 : at;
        if (from >= call.words().size()) {
            unseen(name);
        } else {
            found.addAll(Payloads.joined(
                    call, call.words().subList(from, call.words().size()), name));
        }
        return 1;
    }

    /** {@code fd -x command … ;}, {@code xterm -e command …}. */
    private int words(int from) {
        rest = true;
        List<Word> words = call.words()
                .subList(Math.min(from, call.words().size()), call.words().size());
        int end = 0;
        while (end < words.size() && words.get(end).value().filter(";"::equals).isEmpty()) {
            end++;
        }
        Call.Filling filling = name.startsWith("fd") ? new Call.Filling(true, "") : call.filling();
        boolean text = end == 1
                && words.getFirst().value().filter(one -> one.contains(" ")).isPresent();
        if (end == 0) {
            unseen(name);
        } else if (text) {
            found.addAll(Payloads.joined(call, words.subList(0, 1), name));
        } else {
            found.addAll(Wrappers.resolve(call.passedOn(words.subList(0, end), name, filling)));
        }
        return 1;
    }

    private int read(Escape kind, Options.Seen option, int at, int words) {
        Optional<String> text = option.value().filter(one -> !call.filling().touches(one));
        if (option.word().isEmpty() || text.isEmpty() || kind == Escape.UNSEEN) {
            unseen(call.words().get(at).raw());
            return words;
        }
        List<Effective> started = switch (kind) {
            case REMOTE -> RemoteWrappers.transport(call, option, name);
            case SETTING -> RemoteWrappers.setting(call, option, name);
            case MODULE -> runsModule() ? Payloads.ofOption(call, option, name) : List.of();
            case SHELL -> Payloads.ofOption(call, option, name);
            default ->
                kind.language()
                        .map(language -> call.code(language, option.value()))
                        .orElseGet(() -> started(
                                kind.read(text.get()),
                                option.word().get(),
                                call.words().get(at).raw()));
        };
        found.addAll(started);
        return words;
    }

    private List<Effective> started(Escape.Started started, Word word, String because) {
        List<Effective> all = new ArrayList<>();
        for (String text : started.texts()) {
            all.addAll(Payloads.ofOption(call, new Options.Seen(name, Optional.of(word), Optional.of(text)), name));
        }
        all.addAll(started.more() ? unknown(because) : List.of());
        return all;
    }

    /** Whether {@code ansible -a} is a command line: no module is named, or one that runs its argument. */
    private boolean runsModule() {
        Optional<String> module = Optional.of("command");
        for (int i = 1; i + 1 < call.words().size(); i++) {
            boolean names = call.value(i)
                    .filter(List.of("-m", "--module-name")::contains)
                    .isPresent();
            module = names ? call.value(i + 1) : module;
        }
        return module.filter(name -> !name.matches("(.*\\.)?(shell|command|raw|script|win_shell|win_command|expect)"))
                .isEmpty();
    }

    private void input(Trigger trigger) {
        Optional<Word> body = Payloads.body(call.origin());
        if (body.isPresent()) {
            Optional<String> text = body.get().value();
            found.addAll(
                    started(text.map(trigger.kind()::read).orElse(Escape.Started.ANYTHING), body.get(), "its input"));
            return;
        }
        boolean asks = call.words().size() == 2
                && call.value(1).filter("--version"::equals).isPresent();
        boolean reads = trigger.kind() == Escape.UNSEEN || name.equals("ed") || name.equals("red");
        if (reads && !asks) {
            unseen("its input");
        }
    }

    private void unseen(String because) {
        found.addAll(unknown(because));
    }

    private List<Effective> unknown(String because) {
        return call.unknown("`%s` may start a program because of `%s`".formatted(name, because));
    }
}
