package com.expacti.application.suggestion;

import com.expacti.application.history.PastCommand;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.suggestion.Seen;
import java.util.Optional;
import java.util.Set;

/** Decided commands as evidence, on the targets as they are now. */
final class Pasts {
    private Pasts() {}

    static Seen seen(OrgView view, PastCommand past) {
        Optional<Target> target = view.target(past.target());
        return new Seen(
                past.command(),
                past.cwd(),
                new Seen.Place(
                        past.target().map(id -> id.value()),
                        target.map(Target::groupIds).orElse(Set.of()),
                        target.map(Target::environment).orElse(Environment.NONE)),
                past.total(),
                past.reviewers(),
                past.first(),
                past.last());
    }
}
