package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.announce.LocalAnnouncer;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.member.ManageMembers;
import com.expacti.application.member.ManageMembers.MemberDraft;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of members, and that an org keeps an owner whoever races whom. */
public abstract class MemberContract {
    private Store store;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void everybody_has_a_beginning() {
        Map<UserId, Instant> since = store.members().since(scene.org);

        assertEquals(Set.of(scene.olga.id(), scene.rita.id()), since.keySet());
    }

    @Test
    final void another_role_and_another_name_read_back() {
        Person senior = scene.rita.withRole(Role.SENIOR_REVIEWER);

        long _ = scene.change(new OrgChange.MemberRoleChanged(senior, Role.REVIEWER));
        long _ = scene.change(new OrgChange.MemberRenamed(senior.named("Rita ✓")));

        OrgView after = store.orgs().load(scene.org);
        assertEquals(senior.named("Rita ✓"), after.people().get(scene.rita.id()));
        assertEquals(scene.olga, after.people().get(scene.olga.id()));
    }

    @Test
    final void whoever_is_removed_takes_along_what_speaks_as_them_and_nothing_else() {
        CredentialId ritas = credentialOf(scene.rita);
        CredentialId olgas = credentialOf(scene.olga);

        long _ = scene.change(new OrgChange.MemberRemoved(scene.rita, 1));

        OrgView after = store.orgs().load(scene.org);
        assertEquals(scene.rita.removed(), after.people().get(scene.rita.id()));
        assertTrue(revoked(after, ritas));
        assertFalse(revoked(after, olgas));
        assertFalse(revoked(after, scene.credential), "an agent's token stays, whoever issued it");
        assertTrue(store.members().since(scene.org).containsKey(scene.rita.id()));
    }

    @Test
    final void of_two_owners_who_demote_each_other_exactly_one_stays() {
        PersonCaller olga = owner(scene.olga);
        PersonCaller rita = owner(scene.rita);

        List<Optional<ErrorCode>> outcomes = Race.run(i -> () -> outcome(
                () -> members().edit(i % 2 == 0 ? olga : rita, i % 2 == 0 ? rita.user() : olga.user(), demotion())));

        assertEquals(1, owners().size());
        assertTrue(outcomes.contains(Optional.empty()), outcomes.toString());
        assertEquals(1, entries("member_role_changed"));
        assertEquals(
                Set.of(Optional.of(ErrorCode.FORBIDDEN), Optional.empty()),
                Set.copyOf(outcomes),
                "whoever came second asks as what they are by then");
    }

    @Test
    final void of_all_owners_who_leave_at_once_one_is_held_back() {
        PersonCaller olga = owner(scene.olga);
        PersonCaller rita = owner(scene.rita);

        List<Optional<ErrorCode>> outcomes = Race.run(i -> () -> {
            PersonCaller leaving = i % 2 == 0 ? olga : rita;
            return outcome(() -> members().remove(leaving, leaving.user()));
        });

        assertEquals(1, owners().size());
        assertEquals(1, outcomes.stream().filter(Optional::isEmpty).count(), outcomes.toString());
        assertTrue(outcomes.contains(Optional.of(ErrorCode.CONFLICT)), outcomes.toString());
        assertEquals(1, entries("member_removed"));
    }

    /** As each node has its own. */
    private ManageMembers members() {
        OrgViewCache views = new OrgViewCache(store.orgs());
        return new ManageMembers(views, new ChangeOrg(store.orgs(), views, new LocalAnnouncer()), store.members());
    }

    private static MemberDraft demotion() {
        return new MemberDraft(Optional.of(Role.REVIEWER), Optional.empty());
    }

    private static Optional<ErrorCode> outcome(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (GateException e) {
            return Optional.of(e.code());
        }
    }

    private PersonCaller owner(Person person) {
        Person owner = person.withRole(Role.OWNER);
        store.put(scene.org, owner);
        return new PersonCaller(scene.org, credentialOf(owner), owner.id(), owner, all());
    }

    private CredentialId credentialOf(Person person) {
        Credential credential = new Credential(
                new CredentialId("key_" + store.ids().next()),
                "theirs",
                Optional.empty(),
                Optional.of(person.id()),
                Optional.of(person.id()),
                all(),
                Optional.empty(),
                false);
        long _ = scene.change(new OrgChange.CredentialIssued(credential, ""));
        return credential.id();
    }

    private static Set<Permission> all() {
        return EnumSet.complementOf(EnumSet.of(Permission.COMMANDS_SUBMIT));
    }

    private Set<UserId> owners() {
        return store.orgs().load(scene.org).people().values().stream()
                .filter(person -> person.active() && person.role() == Role.OWNER)
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    private long entries(String event) {
        return scene.chain().stream()
                .filter(entry -> event.equals(entry.fields().get("event")))
                .count();
    }

    private static boolean revoked(OrgView view, CredentialId id) {
        return Optional.ofNullable(view.credentials().get(id)).orElseThrow().revoked();
    }
}
