package com.expacti.domain.risk;

import com.expacti.shell.Effort;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One program with its words.
 *
 * @param program the first word without its directories, lower case where it is plain ASCII in a `.exe`; empty when unknown
 * @param name the first word itself
 * @param arguments the other words
 * @param command where it all stands
 */
record Invocation(String program, Argument name, List<Argument> arguments, SimpleCommand command) {
    /** Words past these are not looked at; a command with more is unreadable, and counts as disguised. */
    static final int WORDS_MAX = 1_000;

    private static final Effort.Known<SimpleCommand, Optional<Invocation>> KNOWN = new Effort.Known<>(Invocation::read);

    /** Empty for a command of assignments and redirections alone. */
    static Optional<Invocation> of(SimpleCommand command) {
        return KNOWN.of(command);
    }

    private static Optional<Invocation> read(SimpleCommand command) {
        if (command.words().isEmpty()) {
            return Optional.empty();
        }
        List<Word> words = command.words();
        int seen = Math.min(words.size(), WORDS_MAX);
        Effort.spend(16 + 8L * seen + 2 * lengthOf(words.subList(0, seen)));
        List<Argument> all = new ArrayList<>(seen);
        words.subList(0, seen).forEach(word -> all.add(Argument.of(word)));
        Argument name = all.getFirst();
        String program = programOf(name);
        List<Argument> arguments = BundledLetters.apart(program, List.copyOf(all.subList(1, all.size())));
        return Optional.of(new Invocation(program, name, arguments, command));
    }

    private static long lengthOf(List<Word> words) {
        return words.getLast().span().to() - (long) words.getFirst().span().from();
    }

    private static String programOf(Argument name) {
        if (name.expands()) {
            return "";
        }
        String text = name.text();
        String base = text.substring(text.lastIndexOf('/') + 1);
        String plain = base.endsWith(".exe") ? base.substring(0, base.length() - ".exe".length()) : base;
        return isCmdlet(plain) ? plain.toLowerCase(Locale.ROOT) : plain;
    }

    /** {@code Remove-Item}: PowerShell's Verb-Noun, whose case does not matter. */
    private static boolean isCmdlet(String name) {
        int hyphen = name.indexOf('-');
        return hyphen > 1
                && hyphen + 1 < name.length()
                && Character.isUpperCase(name.charAt(0))
                && Character.isUpperCase(name.charAt(hyphen + 1))
                && name.chars().allMatch(c -> Character.isLetter(c) || c == '-');
    }

    /** The words that are no options, after {@code --} all of them. Values of options count as operands. */
    List<Argument> operands() {
        List<Argument> operands = new ArrayList<>();
        boolean ended = false;
        for (Argument argument : arguments) {
            if (!ended && argument.text().equals("--")) {
                ended = true;
            } else if (ended || !argument.isOption()) {
                operands.add(argument);
            }
        }
        return operands;
    }

    Optional<Argument> firstOption(Predicate<Argument> wanted) {
        for (Argument argument : arguments) {
            if (argument.text().equals("--")) {
                return Optional.empty();
            }
            if (argument.isOption() && wanted.test(argument)) {
                return Optional.of(argument);
            }
        }
        return Optional.empty();
    }

    /** The first of these long or short options, as a word of its own or with {@code =value}. */
    Optional<Argument> option(String... names) {
        List<String> wanted = Arrays.asList(names);
        return firstOption(argument -> wanted.contains(argument.option()));
    }

    boolean has(String... names) {
        return option(names).isPresent();
    }

    /** The word with this letter among bundled short options ({@code -rf}). */
    Optional<Argument> letter(char letter) {
        return firstOption(argument -> argument.text().charAt(1) != '-'
                && argument.text().chars().skip(1).allMatch(Character::isLetterOrDigit)
                && argument.text().indexOf(letter, 1) > 0);
    }

    /** The value of the first of these options: the next word, {@code --name=value}, or glued to a short one. */
    Optional<Argument> valueOf(String... names) {
        List<String> wanted = Arrays.asList(names);
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            String text = argument.text();
            if (wanted.contains(text)) {
                return i + 1 < arguments.size() ? Optional.of(arguments.get(i + 1)) : Optional.empty();
            }
            for (String name : wanted) {
                if (name.startsWith("--") ? text.startsWith(name + "=") : glued(text, name)) {
                    int from = name.startsWith("--") ? name.length() + 1 : name.length();
                    return Optional.of(new Argument(
                            text.substring(from),
                            argument.span(),
                            argument.certain(),
                            argument.opensWithUnknown(),
                            argument.expands()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean glued(String text, String name) {
        return name.length() == 2 && text.length() > 2 && text.startsWith(name) && text.charAt(1) != '-';
    }

    /** The words left once options, and the values of these ones, are taken away. */
    List<Argument> positional(Set<String> optionsWithValue) {
        List<Argument> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (argument.text().equals("--")) {
                rest.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            if (!argument.isOption()) {
                rest.add(argument);
            } else if (optionsWithValue.contains(argument.text())) {
                i++;
            }
        }
        return rest;
    }
}
