package com.expacti.domain.rule;

import com.expacti.domain.risk.Risk;
import com.expacti.shell.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an org's rules stand to one line, part by part: for explanations, not for decisions, which {@link RuleSet#match}
 * makes.
 *
 * @param parts its simple commands by where they start, at most {@value LineShape#PARTS_MAX}
 * @param obstacles what in it passes by no glob or regex, at most {@value #OBSTACLES_MAX}
 * @param exact ids of exact rules in force for the whole text
 * @param misses allow rules that nearly let a part through, the nearest first, at most {@value #MISSES_MAX}
 * @param denied deny rules that stop it, with the indexes of the parts they match; none where they match the text as a whole
 */
public record Coverage(
        List<Part> parts,
        List<Obstacle> obstacles,
        List<String> exact,
        List<Miss> misses,
        Map<String, List<Integer>> denied) {
    public static final int MISSES_MAX = 5;
    static final int OBSTACLES_MAX = 5;

    public Coverage {
        parts = List.copyOf(parts);
        obstacles = List.copyOf(obstacles);
        exact = List.copyOf(exact);
        misses = List.copyOf(misses);
        denied = Map.copyOf(denied);
    }

    /**
     * One simple command.
     *
     * @param text its words as written
     * @param risk what it risks by itself, on no target
     * @param coveredBy ids of the rules that let it through by itself
     * @param refusal why no glob or regex lets it through, whatever it says
     */
    public record Part(Span span, String text, Risk risk, List<String> coveredBy, Optional<String> refusal) {
        public Part {
            coveredBy = List.copyOf(coveredBy);
        }
    }

    /** What passes only by an exact rule, where it stands, and why; the reason is a sentence without its full stop. */
    public record Obstacle(Span span, String reason) {}

    /** What kept a rule from letting a part through, the nearest first. */
    public enum Distance {
        /** Its pattern fits; it is for another target or group. */
        SCOPE,
        /** Its pattern fits; its time is over. */
        EXPIRED,
        /** Its pattern fits; it is for another working directory. */
        CWD,
        /** Its pattern fits; the command is riskier than its author saw. */
        RISK,
        /** A wildcard of its pattern doesn't take one of the words. */
        WILDCARD,
        /** One of the words differs from the one it writes out. */
        WORD
    }

    /**
     * A rule that nearly let a part through.
     *
     * @param part index of the part
     * @param at the word it stopped at, where it was a word
     * @param reason a sentence without its full stop
     */
    public record Miss(String ruleId, int part, Distance distance, Optional<Span> at, String reason) {}
}
