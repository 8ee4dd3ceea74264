package com.expacti.application.member;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.ManageSettings;
import com.expacti.application.org.Names;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Access;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people of an org. Owners and admins manage them; an admin neither touches an owner nor makes one, nobody changes
 * their own role, and an org always has an owner. All of it holds at the moment of the change, not a moment before.
 */
public final class ManageMembers {
    private final OrgViewCache views;
    private final ChangeOrg change;
    private final MemberStore store;

    public ManageMembers(OrgViewCache views, ChangeOrg change, MemberStore store) {
        this.views = views;
        this.change = change;
        this.store = store;
    }

    /** What is asked for in a member; absent fields keep what is there. */
    public record MemberDraft(Optional<Role> role, Optional<String> displayName) {}

    /** Those who belong to the org, or those who were removed from it; by id. */
    public List<Member> list(PersonCaller caller, boolean removed) {
        Authenticator.require(caller, Permission.ORG_READ);
        Map<UserId, Instant> since = store.since(caller.org());
        return views.fresh(caller.org()).people().values().stream()
                .filter(person -> person.active() != removed)
                .sorted(Comparator.comparing(person -> person.id().value()))
                .map(person -> member(person, since))
                .toList();
    }

    /** @throws GateException {@code not_found}, also for somebody who was removed */
    public Member get(PersonCaller caller, UserId id) {
        Authenticator.require(caller, Permission.ORG_READ);
        return member(caller.org(), person(views.fresh(caller.org()), id));
    }

    /** @throws GateException {@code not_found forbidden conflict}, or {@code invalid} naming the field */
    public Member edit(PersonCaller caller, UserId id, MemberDraft draft) {
        draft.displayName().ifPresent(name -> Names.require("display_name", name));
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, by) -> {
            Person before = person(org, id);
            requireOver(by, before);
            List<OrgChange> changes = new ArrayList<>();
            draft.displayName()
                    .filter(name -> !name.equals(before.displayName()))
                    .ifPresent(name -> changes.add(new OrgChange.MemberRenamed(before.named(name))));
            draft.role().filter(role -> role != before.role()).ifPresent(role -> {
                changes.add(roleChanged(org, by, before, role));
                ManageSettings.withoutBackup(org.settings(), before.withRole(role))
                        .ifPresent(changes::add);
            });
            return changes;
        });
        return member(caller.org(), person(after, id));
    }

    private static OrgChange roleChanged(OrgView org, PersonCaller by, Person before, Role role) {
        if (by.user().equals(before.id())) {
            throw new GateException(ErrorCode.FORBIDDEN, "nobody changes their own role; ask another owner or admin");
        }
        RoleGiving.require(by, Access.of(before.role()), role);
        requireAnotherOwner(org, before);
        return new OrgChange.MemberRoleChanged(before.withRole(role), before.role());
    }

    /**
     * Removes the person, oneself included. From when this returns their sessions and keys are refused and their pending
     * votes no longer count; what they issued to agents stays the agents'.
     *
     * @throws GateException {@code not_found forbidden}, or {@code conflict} for the last owner
     */
    public void remove(PersonCaller caller, UserId id) {
        var _ = change.decide(caller, Permission.ORG_WRITE, (org, by) -> {
            Person person = person(org, id);
            requireOver(by, person);
            requireAnotherOwner(org, person);
            long theirs = org.credentials().values().stream()
                    .filter(credential -> !credential.revoked()
                            && credential.user().filter(id::equals).isPresent())
                    .count();
            List<OrgChange> changes = new ArrayList<>();
            changes.add(new OrgChange.MemberRemoved(person, Math.toIntExact(theirs)));
            ManageSettings.withoutBackup(org.settings(), person.removed()).ifPresent(changes::add);
            return changes;
        });
    }

    static void requireOver(PersonCaller by, Person person) {
        if (person.role() == Role.OWNER && by.person().role() != Role.OWNER) {
            throw new GateException(ErrorCode.FORBIDDEN, "only an owner changes or removes an owner");
        }
    }

    /** INVARIANT: an org has an owner. Asked under the lock of whoever stops being one. */
    private static void requireAnotherOwner(OrgView org, Person leaving) {
        boolean another = org.people().values().stream()
                .anyMatch(person -> person.active()
                        && person.role() == Role.OWNER
                        && !person.id().equals(leaving.id()));
        if (leaving.role() == Role.OWNER && !another) {
            throw new GateException(
                    ErrorCode.CONFLICT, "an organisation needs an owner; make somebody else an owner first");
        }
    }

    static Person person(OrgView org, UserId id) {
        return Optional.ofNullable(org.people().get(id))
                .filter(Person::active)
                .orElseThrow(() -> GateException.notFound("member"));
    }

    private Member member(OrgId org, Person person) {
        return member(person, store.since(org));
    }

    private static Member member(Person person, Map<UserId, Instant> since) {
        return new Member(
                person,
                Optional.ofNullable(since.get(person.id()))
                        .orElseThrow(() -> new IllegalStateException("a member without a beginning")));
    }
}
