package com.expacti.domain.suggestion;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Unparsed;
import com.expacti.shell.Word;
import java.util.List;
import java.util.Optional;

/**
 * An approved command that may become part of a rule.
 *
 * @param words the values of its words; empty where it may be suggested as it stands only
 * @param risk on the target it was for
 * @param boundTo the working directory a rule for it is bound to
 */
record Evidence(Seen seen, Parsed parsed, List<String> words, Risk risk, Optional<String> boundTo) {
    Evidence {
        words = List.copyOf(words);
    }

    /** Empty where a command is never suggested, however often it was approved. */
    static Optional<Evidence> of(Seen seen) {
        if (seen.command().length() > Fitness.CHARACTERS_MAX) {
            return Optional.empty();
        }
        return switch (ShellParser.parse(seen.command())) {
            case Unparsed _ -> Optional.empty();
            case Parsed parsed -> of(seen, parsed);
        };
    }

    private static Optional<Evidence> of(Seen seen, Parsed parsed) {
        Risk risk = RiskScorer.score(parsed, seen.place().environment(), seen.cwd());
        Risk anywhere = RiskScorer.score(parsed, Environment.NONE, seen.cwd());
        Fitness fitness = Fitness.of(parsed, risk.score() > anywhere.score() ? risk : anywhere);
        return switch (fitness) {
            case NEVER -> Optional.empty();
            case AS_IT_STANDS ->
                Optional.of(new Evidence(seen, parsed, List.of(), risk, Directory.boundTo(parsed, seen.cwd())));
            case FOLDS ->
                Optional.of(new Evidence(seen, parsed, values(parsed), risk, Directory.boundTo(parsed, seen.cwd())));
        };
    }

    private static List<String> values(Parsed parsed) {
        return parsed.simpleCommands().getFirst().words().stream()
                .map(Word::value)
                .flatMap(Optional::stream)
                .toList();
    }
}
