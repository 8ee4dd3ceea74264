package com.expacti.application.targets;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.Names;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.TargetGroup;
import com.expacti.domain.rule.RuleScope;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Groups of targets, which rules and policies name together. */
public final class ManageTargetGroups {
    /** Groups of one org. */
    static final int GROUPS_MAX = 1_000;

    private final OrgViewCache views;
    private final ChangeOrg change;
    private final IdSource ids;

    public ManageTargetGroups(OrgViewCache views, ChangeOrg change, IdSource ids) {
        this.views = views;
        this.change = change;
        this.ids = ids;
    }

    /** By id. */
    public List<TargetGroup> list(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        return views.fresh(caller.org()).groups().values().stream()
                .sorted(Comparator.comparing(TargetGroup::id))
                .toList();
    }

    /** @throws GateException {@code not_found} */
    public TargetGroup get(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_READ);
        return group(views.fresh(caller.org()), id);
    }

    /** @throws GateException {@code invalid} naming the field, {@code conflict} where the org has too many */
    public TargetGroup make(PersonCaller caller, String name) {
        Names.require("name", name);
        TargetGroup group = new TargetGroup("group_" + ids.next(), name);
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            if (org.groups().size() >= GROUPS_MAX) {
                throw new GateException(
                        ErrorCode.CONFLICT, "the org has 1000 groups, which is the most; delete one first");
            }
            return List.of(new OrgChange.TargetGroupMade(checked(org, group)));
        });
        return group;
    }

    /** Gives it another name; rules and policies name its id. */
    public TargetGroup rename(PersonCaller caller, String id, String name) {
        Names.require("name", name);
        TargetGroup wanted = new TargetGroup(id, name);
        var _ = change.decide(
                caller,
                Permission.ORG_WRITE,
                (org, _) -> group(org, id).equals(wanted)
                        ? List.of()
                        : List.of(new OrgChange.TargetGroupRenamed(checked(org, wanted))));
        return wanted;
    }

    /**
     * Removes the group; its targets stay.
     *
     * @throws GateException {@code not_found}, or {@code conflict} naming the rules and policies that name it
     */
    public void remove(PersonCaller caller, String id) {
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            TargetGroup group = group(org, id);
            Uses.requireNone(org, new RuleScope.Group(id), List.of());
            return List.of(new OrgChange.TargetGroupRemoved(group));
        });
    }

    private static TargetGroup checked(OrgView org, TargetGroup group) {
        boolean taken = org.groups().values().stream()
                .anyMatch(g -> g.name().equals(group.name()) && !g.id().equals(group.id()));
        if (taken) {
            throw GateException.invalid("name", "another group has this name");
        }
        return group;
    }

    private static TargetGroup group(OrgView org, String id) {
        return Optional.ofNullable(org.groups().get(id)).orElseThrow(() -> GateException.notFound("group"));
    }
}
