package com.expacti.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command on its way through wrappers.
 *
 * @param origin the simple command as written
 * @param assignments those in front of it and those wrappers set
 * @param words the words the next program gets, itself first
 * @param via wrappers passed so far
 * @param payload the parse {@code origin} stands in, when that is a wrapper's argument
 * @param levels how many payloads deep
 * @param filling what a wrapper outside puts into the words at run time
 */
record Call(
        SimpleCommand origin,
        List<Assignment> assignments,
        List<Word> words,
        List<String> via,
        Optional<Parsed> payload,
        int levels,
        Filling filling) {

    /**
     * Words added or replaced at run time.
     *
     * @param appends whether more words follow at the end
     * @param placeholder text that is replaced wherever it stands; empty when there is none
     */
    record Filling(boolean appends, String placeholder) {
        static final Filling NONE = new Filling(false, "");

        boolean touches(String text) {
            return !placeholder.isEmpty() && text.contains(placeholder);
        }
    }

    static Call of(SimpleCommand command) {
        return new Call(command, command.assignments(), command.words(), List.of(), Optional.empty(), 0, Filling.NONE);
    }

    Call within(SimpleCommand command, String wrapper, Parsed parsed) {
        return new Call(
                command,
                command.assignments(),
                command.words(),
                passing(wrapper),
                Optional.of(parsed),
                levels + 1,
                Filling.NONE);
    }

    /** The call of what stands at {@code index}, once {@code wrapper} is seen through. */
    Call from(int index, String wrapper) {
        return passedOn(words.subList(index, words.size()), wrapper, filling);
    }

    /** The same call with other words, no wrapper passed. */
    Call passing(List<Word> next) {
        return new Call(origin, assignments, List.copyOf(next), via, payload, levels, filling);
    }

    Call passedOn(List<Word> next, String wrapper, Filling filled) {
        return new Call(origin, assignments, List.copyOf(next), passing(wrapper), payload, levels, filled);
    }

    Call assigning(List<Assignment> more) {
        List<Assignment> all = new ArrayList<>(assignments);
        all.addAll(more);
        return new Call(origin, List.copyOf(all), words, via, payload, levels, filling);
    }

    private List<String> passing(String wrapper) {
        List<String> passed = new ArrayList<>(via);
        passed.add(wrapper);
        return List.copyOf(passed);
    }

    /** The program's name without its directory; empty when the word is not certain. */
    Optional<String> name() {
        return words.isEmpty()
                ? Optional.empty()
                : words.getFirst().value().map(value -> value.substring(value.lastIndexOf('/') + 1));
    }

    Optional<String> value(int index) {
        return index >= 0 && index < words.size() ? words.get(index).value() : Optional.empty();
    }

    /** The words themselves are what runs. */
    List<Effective> itself() {
        boolean untouched = words.equals(origin.words()) && assignments.equals(origin.assignments());
        SimpleCommand command =
                untouched ? origin : new SimpleCommand(assignments, words, origin.redirections(), origin.span());
        return List.of(new Effective.Command(command, via, payload));
    }

    List<Effective> unknown(String reason) {
        return List.of(new Effective.Unknown(reason, via));
    }

    List<Effective> code(String language, Optional<String> text) {
        return text.filter(known -> !filling.touches(known))
                .<List<Effective>>map(known -> List.of(new Effective.Code(language, known, via)))
                .orElseGet(() -> unknown("the %s program is not known for certain".formatted(language)));
    }
}
