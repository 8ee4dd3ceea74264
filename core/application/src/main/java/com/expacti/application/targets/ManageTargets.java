package com.expacti.application.targets;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.egress.Purpose;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetAddress;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.RuleScope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The targets of an org. What their logins are proved by goes in and never comes out. */
public final class ManageTargets {
    /** Targets of one org. */
    static final int TARGETS_MAX = 1_000;

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final EgressGuard guard;
    private final Vault vault;
    private final IdSource ids;

    public ManageTargets(OrgViewCache views, ChangeOrg change, EgressGuard guard, Vault vault, IdSource ids) {
        this.views = views;
        this.change = change;
        this.guard = guard;
        this.vault = vault;
        this.ids = ids;
    }

    /** By id. */
    public List<Target> list(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return active(views.fresh(caller.org()));
    }

    /** @throws GateException {@code not_found} */
    public Target get(PersonCaller caller, TargetId id) {
        Authenticator.require(caller, Permission.ORG_READ);
        return target(views.fresh(caller.org()), id);
    }

    /** @throws GateException {@code invalid} naming the field, {@code conflict} where the org has too many */
    public Target make(PersonCaller caller, TargetDraft draft) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        TargetId id = new TargetId("target_" + ids.next());
        LoginProof proof = draft.proof().orElseThrow(() -> GateException.invalid("auth", "auth is missing"));
        requireReachable(draft.address(Optional.empty()));
        SealedCredential sealed = vault.seal(caller.org(), id, proof);
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            if (active(org).size() >= TARGETS_MAX) {
                throw new GateException(
                        ErrorCode.CONFLICT, "the org has 1000 targets, which is the most; delete one first");
            }
            Target blank = new Target(id, "", Environment.DEVELOPMENT, false, Set.of());
            return List.of(new OrgChange.TargetMade(checked(org, merged(blank, draft)), sealed));
        });
        return target(after, id);
    }

    /** @throws GateException {@code not_found}, or {@code invalid} naming the field */
    public Target edit(PersonCaller caller, TargetId id, TargetDraft draft) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        if (draft.host().isPresent() || draft.port().isPresent()) {
            requireReachable(draft.address(target(views.fresh(caller.org()), id).address()));
        }
        Optional<SealedCredential> sealed = draft.proof().map(proof -> vault.seal(caller.org(), id, proof));
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            Target before = target(org, id);
            Target wanted = checked(org, merged(before, draft));
            requireProofAlong(before, wanted, draft);
            return before.equals(wanted) && sealed.isEmpty()
                    ? List.of()
                    : List.of(new OrgChange.TargetEdited(wanted, sealed));
        });
        return target(after, id);
    }

    /**
     * Removes the target and what its login was proved by. What waits for it can no longer be approved.
     *
     * @throws GateException {@code not_found}, or {@code conflict} naming the rules, policies and agents that name it
     */
    public void remove(PersonCaller caller, TargetId id) {
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            Target target = target(org, id);
            Uses.requireNone(org, new RuleScope.Target(id.value()), Uses.agents(org, id));
            return List.of(new OrgChange.TargetRemoved(target));
        });
    }

    /** So that its author reads why it never will be; whoever connects asks again. It looks names up: never under a lock. */
    private void requireReachable(Optional<TargetAddress> address) {
        address.ifPresent(a -> {
            var _ = guard.checkHost("host", Purpose.TARGET, a.host(), a.port());
        });
    }

    private static Target merged(Target before, TargetDraft draft) {
        return new Target(
                before.id(),
                draft.name().orElse(before.name()),
                draft.environment().map(TargetDraft::environment).orElse(before.environment()),
                before.enforced(),
                draft.groups().orElse(before.groupIds()),
                draft.address(before.address()),
                before.active());
    }

    /**
     * A secret that was given for one place is not sent to another: who may change the org would else have it sent to a
     * machine of theirs, and read it there.
     */
    private static void requireProofAlong(Target before, Target wanted, TargetDraft draft) {
        boolean moved = before.address().isPresent()
                && !place(before.address().get()).equals(place(wanted.address().orElseThrow()));
        if (moved && draft.proof().isEmpty()) {
            throw GateException.invalid(
                    "auth",
                    "auth is needed with another host, port, login or host_key: the old one is kept for the old");
        }
    }

    private static List<Object> place(TargetAddress address) {
        return List.of(address.host(), address.port(), address.login(), address.hostKey());
    }

    private static Target checked(OrgView org, Target target) {
        boolean taken =
                active(org).stream().anyMatch(t -> t.name().equals(target.name()) && !t.id().equals(target.id()));
        if (taken) {
            throw GateException.invalid("name", "another target has this name");
        }
        if (!org.groups().keySet().containsAll(target.groupIds())) {
            throw GateException.invalid("group_ids", "one of the groups does not exist");
        }
        return target;
    }

    private static List<Target> active(OrgView org) {
        return org.targets().values().stream()
                .filter(Target::active)
                .sorted(Comparator.comparing(target -> target.id().value()))
                .toList();
    }

    private static Target target(OrgView org, TargetId id) {
        return org.target(Optional.of(id)).filter(Target::active).orElseThrow(() -> GateException.notFound("target"));
    }
}
