package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Account;
import com.expacti.application.oidc.ExternalIdentity;
import com.expacti.application.oidc.LinkedIdentities.Fresh;
import com.expacti.application.oidc.LinkedIdentities.Kept;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.Role;
import com.expacti.domain.org.OrgIssuer;
import com.expacti.domain.org.OrgIssuer.Standing;
import com.expacti.domain.org.SealedCredential;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of orgs' own issuers, and of the accounts that are linked to them. */
public abstract class OrgIssuerContract {
    private static final SealedCredential SEALED = new SealedCredential("c2VhbGVk");
    private static final SealedCredential OTHER = new SealedCredential("b3RoZXI=");
    private static final String URL = "https://id.example.com/realms/acme";

    private Store store;
    private Scene scene;
    private Scene elsewhere;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        scene = new Scene(store);
        elsewhere = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    private OrgIssuer issuer() {
        return new OrgIssuer("iss_" + store.ids().next(), "Acme ✓", URL, "expacti", Role.ADMIN, Standing.ENABLED);
    }

    private OrgIssuer made(Scene in) {
        OrgIssuer issuer = issuer();
        long _ = in.change(new OrgChange.IssuerMade(issuer, SEALED));
        return issuer;
    }

    private ExternalIdentity linked(OrgIssuer issuer) {
        ExternalIdentity identity = new ExternalIdentity(issuer.id(), URL, "ada");
        String unique = store.ids().next();
        AccountId account = new AccountId("acc_" + unique);
        store.accounts().make(new Account(account, unique + "@example.com", Optional.of("hash"), Optional.empty()));
        assertEquals(
                Kept.DONE, store.identities().link(account, new Fresh("idn_" + unique, identity, Optional.empty())));
        return identity;
    }

    private boolean isLinked(ExternalIdentity identity) {
        return store.identities().accountOf(identity).isPresent();
    }

    @Test
    final void an_issuer_reads_back_as_it_was_made_and_as_it_was_edited_and_its_secret_stays_or_is_replaced() {
        OrgIssuer made = made(scene);
        OrgIssuer edited =
                new OrgIssuer(made.id(), "renamed", "https://other.example", "another", Role.OWNER, Standing.DISABLED);
        assertEquals(Map.of(made.id(), made), store.orgs().load(scene.org).issuers());

        long _ = scene.change(new OrgChange.IssuerEdited(edited, Optional.empty()));

        assertEquals(Map.of(made.id(), edited), store.orgs().load(scene.org).issuers());
        assertEquals(Optional.of(SEALED), store.issuers().secret(scene.org, made.id()));
        long _ = scene.change(new OrgChange.IssuerEdited(edited, Optional.of(OTHER)));
        assertEquals(Optional.of(OTHER), store.issuers().secret(scene.org, made.id()));
    }

    @Test
    final void an_issuer_is_its_org_s_alone_and_found_by_whoever_knows_its_id() {
        OrgIssuer made = made(scene);
        OrgIssuer same = made(elsewhere);

        assertEquals(Optional.of(scene.org), store.issuers().ownerOf(made.id()));
        assertEquals(Optional.of(elsewhere.org), store.issuers().ownerOf(same.id()));
        assertEquals(Optional.empty(), store.issuers().ownerOf("iss_none"));
        assertEquals(Optional.empty(), store.issuers().secret(elsewhere.org, made.id()));
        assertEquals(Map.of(same.id(), same), store.orgs().load(elsewhere.org).issuers());
    }

    @Test
    final void a_removed_issuer_is_gone_with_its_secret_and_its_links_and_no_other_s() {
        OrgIssuer made = made(scene);
        OrgIssuer same = made(elsewhere);
        ExternalIdentity ours = linked(made);
        ExternalIdentity theirs = linked(same);

        long _ = scene.change(new OrgChange.IssuerLinksEnded(made), new OrgChange.IssuerRemoved(made));

        assertEquals(Map.of(), store.orgs().load(scene.org).issuers());
        assertEquals(Optional.empty(), store.issuers().ownerOf(made.id()));
        assertEquals(Optional.empty(), store.issuers().secret(scene.org, made.id()));
        assertEquals(Optional.empty(), store.identities().accountOf(ours));
        assertTrue(isLinked(theirs));
    }

    @Test
    final void no_org_ends_the_links_or_touches_the_issuer_of_another() {
        OrgIssuer made = made(scene);
        ExternalIdentity ours = linked(made);

        long _ = elsewhere.change(
                new OrgChange.IssuerEdited(
                        new OrgIssuer(made.id(), "theirs", URL, "theirs", Role.OWNER, Standing.ENABLED),
                        Optional.of(OTHER)),
                new OrgChange.IssuerLinksEnded(made),
                new OrgChange.IssuerRemoved(made));

        assertTrue(isLinked(ours));
        assertEquals(Map.of(made.id(), made), store.orgs().load(scene.org).issuers());
        assertEquals(Optional.of(SEALED), store.issuers().secret(scene.org, made.id()));
    }

    @Test
    final void an_account_that_is_linked_anew_after_links_ended_stays_linked() {
        OrgIssuer made = made(scene);
        ExternalIdentity before = linked(made);
        long _ = scene.change(new OrgChange.IssuerLinksEnded(made));
        boolean gone = !isLinked(before);

        ExternalIdentity after = linked(made);

        assertTrue(gone);
        assertTrue(isLinked(after));
    }
}
