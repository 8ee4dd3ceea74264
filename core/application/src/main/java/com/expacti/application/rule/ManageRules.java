package com.expacti.application.rule;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.rule.CompiledRule;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The rules of an org, for those who may make them. A rule that could not match is refused when it is made. */
public final class ManageRules {
    private static final int IMPORT_MAX = 1_000;

    private final RuleStore store;
    private final ChangeOrg change;
    private final OrgViewCache views;
    private final InstantSource clock;
    private final IdSource ids;

    public ManageRules(RuleStore store, ChangeOrg change, OrgViewCache views, InstantSource clock, IdSource ids) {
        this.store = store;
        this.change = change;
        this.views = views;
        this.clock = clock;
        this.ids = ids;
    }

    public List<StoredRule> list(PersonCaller caller, Optional<String> before, int limit) {
        Authenticator.require(caller, Permission.ORG_READ);
        return store.rules(caller.org(), before, limit);
    }

    /** @throws GateException {@code not_found} */
    public StoredRule get(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_READ);
        return stored(caller, id);
    }

    /** @throws GateException {@code invalid} naming the field */
    public StoredRule make(PersonCaller caller, RuleDraft draft) {
        return make(caller, List.of(draft)).getFirst();
    }

    /** Makes all of them or, where one cannot be, none. */
    public List<StoredRule> make(PersonCaller caller, List<RuleDraft> drafts) {
        Authenticator.require(caller, Permission.RULES_WRITE);
        if (drafts.isEmpty() || drafts.size() > IMPORT_MAX) {
            throw GateException.invalid("rules", "rules are 1 to 1000 at a time");
        }
        OrgView view = views.fresh(caller.org());
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            rules.add(checked(view, drafts.get(i), ids.rule(), caller, drafts.size() > 1 ? "rules[" + i + "]." : ""));
        }
        made(caller, rules, List.of());
        return rules.stream().map(rule -> stored(caller, rule.id())).toList();
    }

    /** Makes a rule and, in the same transaction, whatever else comes with it. */
    public StoredRule make(PersonCaller caller, RuleDraft draft, Function<Rule, List<OrgChange>> along) {
        Authenticator.require(caller, Permission.RULES_WRITE);
        Rule rule = checked(views.fresh(caller.org()), draft, ids.rule(), caller, "");
        made(caller, List.of(rule), along.apply(rule));
        return stored(caller, rule.id());
    }

    /** What a rule is about is looked for again under the lock: it may be taken away at the same moment. */
    private void made(PersonCaller caller, List<Rule> rules, List<OrgChange> along) {
        List<OrgChange> changes =
                new ArrayList<>(rules.stream().map(OrgChange.RuleMade::new).toList());
        changes.addAll(along);
        var _ = change.decide(caller, Permission.RULES_WRITE, (org, _) -> {
            rules.forEach(rule -> requireKnown(org, rule.scope(), ""));
            return changes;
        });
    }

    /**
     * The rule a draft comes to, checked as if it were made; nothing is stored.
     *
     * @throws GateException {@code invalid} naming the field
     */
    public Rule checked(PersonCaller caller, RuleDraft draft) {
        return checked(views.fresh(caller.org()), draft, "draft", caller, "");
    }

    /** Replaces what the rule says; its id and its hits stay. */
    public StoredRule edit(PersonCaller caller, String id, RuleDraft draft) {
        Authenticator.require(caller, Permission.RULES_WRITE);
        StoredRule before = stored(caller, id);
        Rule rule = checked(views.fresh(caller.org()), draft, before.rule().id(), caller, "");
        var _ = change.decide(caller, Permission.RULES_WRITE, (org, _) -> {
            requireKnown(org, rule.scope(), "");
            return List.of(new OrgChange.RuleEdited(rule));
        });
        return stored(caller, id);
    }

    /** From when this returns, the rule lets nothing through on any node. */
    public void remove(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.RULES_WRITE);
        StoredRule rule = stored(caller, id);
        change.apply(caller, List.of(new OrgChange.RuleRemoved(rule.rule().id())));
    }

    /** The rule a draft comes to, for testing it; nothing is stored. */
    public Rule draft(RuleDraft draft, String id) {
        try {
            return rule(draft, id, "test", RuleScope.parse(draft.scope()));
        } catch (InvalidRule e) {
            throw GateException.invalid(e.field(), e.message());
        }
    }

    private Rule checked(OrgView view, RuleDraft draft, String id, PersonCaller caller, String path) {
        try {
            RuleScope scope = RuleScope.parse(draft.scope());
            requireKnown(view, scope, path);
            return CompiledRule.compile(rule(draft, id, caller.user().value(), scope))
                    .rule();
        } catch (InvalidRule e) {
            throw GateException.invalid(path + e.field(), e.message());
        }
    }

    private Rule rule(RuleDraft draft, String id, String author, RuleScope scope) {
        Optional<Instant> expiresAt = draft.ttlSeconds().isPresent()
                ? Optional.of(clock.instant().plusSeconds(draft.ttlSeconds().getAsLong()))
                : Optional.empty();
        return new Rule(
                id,
                draft.effect(),
                draft.patternType(),
                draft.pattern(),
                scope,
                draft.cwd(),
                draft.examples(),
                draft.maxRisk(),
                expiresAt,
                draft.note(),
                author,
                false,
                Set.of(author));
    }

    private static void requireKnown(OrgView view, RuleScope scope, String path) {
        if (!view.knows(scope)) {
            throw GateException.invalid(path + "scope", "no such target or group");
        }
    }

    private StoredRule stored(PersonCaller caller, String id) {
        return store.rule(caller.org(), id).orElseThrow(() -> GateException.notFound("rule"));
    }
}
