package com.expacti.standalone.wiring;

import com.expacti.adapters.identity.oidc.HttpProviders;
import com.expacti.application.account.Register;
import com.expacti.application.command.IdSource;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.egress.GuardedHttp;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.SignIn;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.member.AcceptInvite;
import com.expacti.application.oidc.AllProviders;
import com.expacti.application.oidc.FinishOidc;
import com.expacti.application.oidc.IssuerVault;
import com.expacti.application.oidc.JoinByOidc;
import com.expacti.application.oidc.Journeys;
import com.expacti.application.oidc.LinkedIdentities;
import com.expacti.application.oidc.ManageIssuers;
import com.expacti.application.oidc.ManageLinks;
import com.expacti.application.oidc.OrgIssuers;
import com.expacti.application.oidc.ProviderClient;
import com.expacti.application.oidc.Providers;
import com.expacti.application.oidc.Tickets;
import com.expacti.application.oidc.Travel;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.org.SecretSource;
import com.expacti.application.secret.SecretBox;
import com.expacti.application.totp.SecondFactor;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** How people sign in with another service. */
@Factory
final class OutsideSignIn {
    @Singleton
    ProviderClient providerClient(GuardedHttp http, InstantSource clock) {
        return new HttpProviders(http, clock);
    }

    @Singleton
    IssuerVault issuerVault(SecretBox box) {
        return new IssuerVault(box);
    }

    @Singleton
    AllProviders allProviders(Providers everybodys, OrgIssuers issuers, IssuerVault vault, OrgViewCache views) {
        return new AllProviders(everybodys, issuers, vault, views);
    }

    @Singleton
    ManageIssuers manageIssuers(
            OrgViewCache views, ChangeOrg change, EgressGuard guard, IssuerVault vault, IdSource ids) {
        return new ManageIssuers(views, change, guard, vault, ids);
    }

    @Singleton
    Travel travel(
            AllProviders providers,
            ProviderClient client,
            Journeys journeys,
            AttemptLimits limits,
            PublicAddress address,
            SecretSource secrets) {
        return new Travel(providers, client, journeys, limits, address, secrets);
    }

    @Singleton
    Tickets tickets(Journeys journeys) {
        return new Tickets(journeys);
    }

    @Singleton
    FinishOidc.People outsiders(Register.Stores stores, LinkedIdentities identities) {
        return new FinishOidc.People(stores.accounts(), identities);
    }

    @Singleton
    FinishOidc finishOidc(
            Tickets tickets,
            FinishOidc.People people,
            SignIn signIn,
            ChangeOrg change,
            IdSource ids,
            @Property(name = "expacti.sign-up-open") boolean open) {
        return new FinishOidc(tickets, people, signIn, change, ids, open ? Register.Door.OPEN : Register.Door.CLOSED);
    }

    @Singleton
    JoinByOidc joinByOidc(Tickets tickets, FinishOidc.People people, AcceptInvite accepting, IdSource ids) {
        return new JoinByOidc(tickets, people, accepting, ids);
    }

    @Singleton
    ManageLinks manageLinks(
            Travel travel,
            Tickets tickets,
            FinishOidc.People people,
            SignIn.Proofs first,
            SecondFactor second,
            ChangeOrg change,
            IdSource ids) {
        return new ManageLinks(travel, tickets, people, new ManageLinks.Proofs(first, second), change, ids);
    }
}
