package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.application.org.OrgChange;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.SealedCredential;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TargetAddress;
import com.expacti.domain.org.TargetGroup;
import com.expacti.domain.risk.Environment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of targets, their groups, and what their logins are proved by. */
public abstract class TargetContract {
    private static final SealedCredential SEALED = new SealedCredential("c2VhbGVk");
    private static final SealedCredential OTHER = new SealedCredential("b3RoZXI=");

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
    final void a_target_reads_back_as_it_was_made_and_as_it_was_edited() {
        TargetGroup group = group("live");
        Target made = target(Environment.STAGING, Set.of(group.id()), address(Optional.of("ssh-ed25519 AAAA")));
        Target edited = new Target(
                made.id(), "renamed ✓", Environment.PRODUCTION, false, Set.of(), address(Optional.empty()), true);

        long _ = scene.change(new OrgChange.TargetMade(made, SEALED));
        OrgView before = store.orgs().load(scene.org);
        long _ = scene.change(new OrgChange.TargetEdited(edited, Optional.empty()));

        assertEquals(made, before.targets().get(made.id()));
        assertEquals(edited, store.orgs().load(scene.org).targets().get(made.id()));
        assertEquals(Optional.of(SEALED), sealed(made), "an edit that gives no other leaves it");
    }

    @Test
    final void another_credential_takes_the_place_of_the_old_and_goes_with_the_target() {
        Target made = target(Environment.STAGING, Set.of(), address(Optional.empty()));
        long _ = scene.change(new OrgChange.TargetMade(made, SEALED));

        long _ = scene.change(new OrgChange.TargetEdited(made, Optional.of(OTHER)));
        assertEquals(Optional.of(OTHER), sealed(made));

        long _ = scene.change(new OrgChange.TargetRemoved(made));
        assertEquals(Optional.empty(), sealed(made));
        assertEquals(made.removed(), store.orgs().load(scene.org).targets().get(made.id()));
        long _ = scene.change(new OrgChange.TargetMade(
                new Target(
                        new TargetId("target_" + store.ids().next()),
                        made.name(),
                        Environment.STAGING,
                        false,
                        Set.of(),
                        made.address(),
                        true),
                SEALED));
    }

    @Test
    final void a_credential_is_no_other_orgs_and_no_other_targets() {
        Target made = target(Environment.STAGING, Set.of(), address(Optional.empty()));
        long _ = scene.change(new OrgChange.TargetMade(made, SEALED));
        OrgId other = new Scene(store).org;

        assertEquals(Optional.empty(), store.targetCredentials().sealed(other, made.id()));
        assertEquals(Optional.empty(), store.targetCredentials().sealed(scene.org, scene.target.id()));
    }

    @Test
    final void a_group_is_renamed_and_once_removed_no_target_is_in_it() {
        TargetGroup live = group("live");
        TargetGroup web = group("web");
        Target made = target(Environment.STAGING, Set.of(live.id(), web.id()), address(Optional.empty()));
        long _ = scene.change(new OrgChange.TargetMade(made, SEALED));

        TargetGroup renamed = new TargetGroup(web.id(), "front ends");
        long _ = scene.change(new OrgChange.TargetGroupRenamed(renamed), new OrgChange.TargetGroupRemoved(live));

        OrgView after = store.orgs().load(scene.org);
        assertEquals(Map.of(web.id(), renamed), after.groups());
        assertEquals(
                Set.of(web.id()),
                Optional.ofNullable(after.targets().get(made.id()))
                        .orElseThrow()
                        .groupIds());
    }

    private Optional<SealedCredential> sealed(Target target) {
        return store.targetCredentials().sealed(scene.org, target.id());
    }

    private TargetGroup group(String name) {
        TargetGroup group = new TargetGroup("group_" + store.ids().next(), name);
        long _ = scene.change(new OrgChange.TargetGroupMade(group));
        return group;
    }

    private static Optional<TargetAddress> address(Optional<String> hostKey) {
        return Optional.of(
                new TargetAddress("web.example.com", 2222, "deploy", hostKey, TargetAddress.Auth.PRIVATE_KEY));
    }

    private Target target(Environment environment, Set<String> groups, Optional<TargetAddress> address) {
        return new Target(
                new TargetId("target_" + store.ids().next()), "web", environment, false, groups, address, true);
    }
}
