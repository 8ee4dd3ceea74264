package com.expacti.application.oidc;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.AttemptLimits;
import com.expacti.application.login.Client;
import com.expacti.application.mail.PublicAddress;
import com.expacti.application.oidc.AllProviders.Known;
import com.expacti.application.oidc.Journeys.Journey;
import com.expacti.application.oidc.Journeys.Ticket;
import com.expacti.application.oidc.ProviderClient.Asked;
import com.expacti.application.oidc.ProviderClient.Returned;
import com.expacti.application.oidc.ProviderClient.Way;
import com.expacti.application.oidc.ProviderClient.Word;
import com.expacti.application.org.SecretSource;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The way to a provider and back. A journey belongs to the browser that set out, which keeps a secret nobody else has: what
 * comes back without it ends nothing but the journey. {@code nonce} and the secret of PKCE are made of the state and of that
 * secret, so that what is stored is worth nothing to who reads it.
 */
public final class Travel {
    private static final System.Logger LOG = System.getLogger(Travel.class.getName());

    private final AllProviders providers;
    private final ProviderClient client;
    private final Journeys journeys;
    private final AttemptLimits limits;
    private final PublicAddress address;
    private final SecretSource secrets;

    public Travel(
            AllProviders providers,
            ProviderClient client,
            Journeys journeys,
            AttemptLimits limits,
            PublicAddress address,
            SecretSource secrets) {
        this.providers = providers;
        this.client = client;
        this.journeys = journeys;
        this.limits = limits;
        this.address = address;
        this.secrets = secrets;
    }

    /** Where to send the browser, and the secret it keeps meanwhile. */
    public record Departure(URI url, String browser) {
        @Override
        public String toString() {
            return "Departure";
        }
    }

    /** What a browser comes back with; a provider that refuses sends {@code error} in place of a code. */
    public record Arrival(
            Optional<String> state,
            Optional<String> code,
            Optional<String> issuer,
            Optional<String> error,
            Optional<String> browser) {
        @Override
        public String toString() {
            return "Arrival";
        }
    }

    /** Where a journey led. */
    public sealed interface Landing {
        /** To a ticket. @param linking whether it is for an account that is signed in */
        record Ticketed(String ticket, Ticket says, boolean linking) implements Landing {
            @Override
            public String toString() {
                return "Ticketed";
            }
        }

        record Lost(Why why) implements Landing {}
    }

    /** Why a journey led nowhere. */
    public enum Why {
        /** Whoever was asked did not want to. */
        CANCELLED,
        /** It was never begun, is over or done, or another browser began it. */
        EXPIRED,
        /** What the provider said proves nothing. */
        REFUSED,
        UNREACHABLE
    }

    /**
     * @throws GateException {@code not_found}; {@code rate_limited}; {@code unavailable} where the provider can't be asked
     */
    public Departure depart(String provider, Client from) {
        return depart(providers.get(provider).provider(), Optional.empty(), from);
    }

    /**
     * To link what comes of it. An org's own issuer is linked within that org alone.
     *
     * @throws GateException as {@link #depart(String, Client)}
     */
    Departure departToLink(String provider, OrgId within, AccountId account, Client from) {
        Known to = providers.get(provider);
        if (to.owner().filter(owner -> !owner.equals(within)).isPresent()) {
            throw GateException.notFound("provider");
        }
        return depart(to.provider(), Optional.of(account), from);
    }

    /** The org whose own a provider is; empty for the instance's. */
    Optional<OrgId> ownerOf(String provider) {
        return providers.ownerOf(provider);
    }

    /** Whether an identity is still one of its provider's, as that is now. */
    boolean isOf(ExternalIdentity identity) {
        return providers
                .find(identity.provider())
                .filter(known -> known.provider().issuer().equals(identity.issuer()))
                .isPresent();
    }

    private Departure depart(Provider to, Optional<AccountId> linkTo, Client from) {
        limits.outside(from);
        String state = secrets.hex32() + secrets.hex32();
        String browser = secrets.hex32() + secrets.hex32();
        return switch (client.way(to, asked(to, state, browser))) {
            case Way.To(URI url) -> {
                journeys.set(Digest.ofText(state), new Journey(to.id(), browserDigest(browser), linkTo));
                yield new Departure(url, browser);
            }
            case Way.None(String why) -> {
                LOG.log(System.Logger.Level.WARNING, "no way to sign-in provider " + to.id() + ": " + why);
                throw new GateException(
                        ErrorCode.UNAVAILABLE,
                        "%s can't be asked now; try again, or sign in otherwise".formatted(to.name()));
            }
        };
    }

    private Asked asked(Provider provider, String state, String browser) {
        URI redirect = URI.create(address.url() + "/api/v1/auth/oidc/" + provider.id() + "/callback");
        return new Asked(state, derived("nonce", state, browser), derived("verifier", state, browser), redirect);
    }

    private static String derived(String what, String state, String browser) {
        return Digest.ofText("oidc " + what + " " + state + " " + browser).hex();
    }

    static Digest browserDigest(String browser) {
        return Digest.ofText("oidc browser " + browser);
    }

    /**
     * Ends a journey, whatever comes of it.
     *
     * @throws GateException {@code not_found}
     */
    public Landing arrive(String provider, Arrival arrival) {
        Known known = providers.get(provider);
        Provider from = known.provider();
        Optional<Journey> journey = arrival.state()
                .flatMap(state -> journeys.end(Digest.ofText(state)))
                .filter(each -> each.provider().equals(from.id()))
                .filter(each -> isOf(each.browser(), arrival.browser()));
        if (journey.isEmpty()) {
            return new Landing.Lost(Why.EXPIRED);
        }
        if (arrival.error().isPresent() || arrival.code().isEmpty()) {
            boolean declined = arrival.error().filter("access_denied"::equals).isPresent();
            return new Landing.Lost(declined ? Why.CANCELLED : Why.REFUSED);
        }
        Asked asked =
                asked(from, arrival.state().orElseThrow(), arrival.browser().orElseThrow());
        Returned returned = new Returned(arrival.code().get(), arrival.issuer());
        return switch (client.word(from, asked, returned)) {
            case Word.Vouched(String subject, Optional<String> email) ->
                ticketed(new Ticket(
                        from.identity(subject),
                        email.filter(
                                _ -> known.owner().isEmpty()), // what an org's own issuer says of e-mail finds nobody
                        journey.get().browser(),
                        journey.get().linkTo()));
            case Word.Refused(String why) -> lost(from, why, Why.REFUSED);
            case Word.Unreachable(String why) -> lost(from, why, Why.UNREACHABLE);
        };
    }

    private static Landing lost(Provider from, String why, Why reason) {
        LOG.log(System.Logger.Level.WARNING, "sign-in provider " + from.id() + ": " + why);
        return new Landing.Lost(reason);
    }

    private Landing ticketed(Ticket ticket) {
        String secret = secrets.hex32() + secrets.hex32();
        journeys.keep(Digest.ofText(secret), ticket);
        return new Landing.Ticketed(secret, ticket, ticket.linkTo().isPresent());
    }

    /** In constant time. */
    static boolean isOf(Digest browser, Optional<String> secret) {
        return secret.map(Travel::browserDigest)
                .filter(shown -> MessageDigest.isEqual(
                        shown.hex().getBytes(StandardCharsets.US_ASCII),
                        browser.hex().getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }
}
