package com.expacti.domain.risk;

import com.expacti.shell.Parse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scores command lines. Pure: no clock, no state, no I/O. */
public final class RiskScorer {
    private RiskScorer() {}

    /**
     * What a command line risks.
     *
     * @param parse the line, as the shell would read it
     * @param environment what its target is used for
     * @param cwd the working directory the agent declared; it can raise a score, never lower it
     */
    public static Risk score(Parse parse, Environment environment, Optional<String> cwd) {
        return Risk.of(List.of(new RiskFactor("unparsed", "not judged", 75, Optional.empty())), true, Set.of());
    }
}
