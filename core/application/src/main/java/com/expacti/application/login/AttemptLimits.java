package com.expacti.application.login;

import com.expacti.application.account.Account;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Allowances.Allowance;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.CredentialId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How often a password or a code may be tried. Two things are counted: what comes from an address, and what is tried at an
 * account. At an account, strangers share one allowance, and each address or device that has signed in before has its own, so that
 * strangers who guess slow each other and never the owner. An attempt is taken before it is looked at, so that many at once are no
 * more than one after the other, and given back when it was good.
 */
public final class AttemptLimits {
    private static final int FROM_ADDRESS = 30;
    private static final Duration FROM_ADDRESS_MORE = Duration.ofSeconds(20);
    private static final int BY_STRANGERS = 10;
    private static final Duration BY_STRANGERS_MORE = Duration.ofMinutes(3);
    private static final int BY_KNOWN = 10;
    private static final Duration BY_KNOWN_MORE = Duration.ofMinutes(1);
    private static final int SIGN_UPS = 10;
    private static final int MAILS = 3;

    private static final int SAME_AGAIN = 5;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

    private final Allowances allowances;
    private final KnownClients known;
    private final Loopback loopback;

    /** Whether what comes from this machine is counted by its address. */
    public enum Loopback {
        COUNTED,
        /** In an evaluation, where everybody does. */
        FREE
    }

    public AttemptLimits(Allowances allowances, KnownClients known, Loopback loopback) {
        this.allowances = allowances;
        this.known = known;
        this.loopback = loopback;
    }

    /** What was taken for an attempt, to be given back. */
    public record Taken(List<Allowance> allowances) {}

    /**
     * Takes an attempt at an account, or at an address that has none: both are counted alike.
     *
     * @throws GateException {@code rate_limited}
     */
    Taken signIn(String email, Optional<Account> account, Client client) {
        Optional<Digest> from = account.flatMap(a -> known.firstKnown(a.id(), clients(client)));
        String who = email.toLowerCase(Locale.ROOT);
        List<Allowance> all = new ArrayList<>();
        all.add(from.map(c -> new Allowance("known " + who + " " + c.hex(), BY_KNOWN, BY_KNOWN_MORE))
                .orElse(new Allowance("strangers " + who, BY_STRANGERS, BY_STRANGERS_MORE)));
        if (from.isEmpty()) {
            counted(client)
                    .ifPresent(
                            a -> all.add(new Allowance("sign-in from " + network(a), FROM_ADDRESS, FROM_ADDRESS_MORE)));
        }
        return taken(all);
    }

    /** Whoever proved to be this account's owner, or read its mail, called from here: known from now on, or strangers could keep the owner out of a new place. */
    public void readMail(AccountId account, Client client) {
        known.remember(account, clients(client));
    }

    /** The attempt was good as far as it went. */
    public void giveBack(Taken taken) {
        allowances.giveBack(taken.allowances());
    }

    /**
     * Takes an attempt to prove oneself again within a sign-in. Counted for that sign-in alone: who stole one locks nobody out.
     *
     * @throws GateException {@code rate_limited}
     */
    public Taken again(CredentialId login) {
        return taken(List.of(new Allowance("again " + login.value(), SAME_AGAIN, Duration.ofMinutes(2))));
    }

    /**
     * Takes an attempt to join by an invite. Counted for that invite alone: who has its link locks nobody out.
     *
     * @throws GateException {@code rate_limited}
     */
    public Taken join(String invite) {
        return taken(List.of(new Allowance("join by " + invite, SAME_AGAIN, Duration.ofMinutes(2))));
    }

    /**
     * Takes an attempt at the second factor of an account that somebody else vouches for. Counted apart: neither who
     * guesses passwords, nor who owns another voucher, slows it.
     *
     * @throws GateException {@code rate_limited}
     */
    Taken vouched(AccountId account, String by) {
        return taken(
                List.of(new Allowance("vouched " + account.value() + " " + by, SAME_AGAIN, Duration.ofMinutes(2))));
    }

    /**
     * Takes an attempt at the password behind a mail's link. Counted for that account alone, and apart from signing in.
     *
     * @throws GateException {@code rate_limited}
     */
    public Taken recover(AccountId account) {
        return taken(List.of(new Allowance("recover " + account.value(), SAME_AGAIN, Duration.ofMinutes(2))));
    }

    /**
     * Takes a journey to another service, by where it begins.
     *
     * @throws GateException {@code rate_limited}
     */
    public void outside(Client client) {
        counted(client)
                .ifPresent(a ->
                        taken(List.of(new Allowance("journey from " + network(a), FROM_ADDRESS, FROM_ADDRESS_MORE))));
    }

    /** @throws GateException {@code rate_limited} */
    public void signUp(String email, Client client) {
        List<Allowance> all = new ArrayList<>(byMail(client));
        all.add(mails(email));
        var _ = taken(all);
    }

    /** @throws GateException {@code rate_limited} */
    public void askReset(Client client) {
        var _ = taken(byMail(client));
    }

    private List<Allowance> byMail(Client client) {
        return counted(client)
                .map(a -> List.of(new Allowance("mail for " + network(a), SIGN_UPS, Duration.ofMinutes(6))))
                .orElse(List.of());
    }

    private Optional<String> counted(Client client) {
        return client.address().filter(a -> loopback == Loopback.COUNTED || !LOOPBACK.contains(a));
    }

    /** Whether this device was signed in to the account from before. */
    boolean knows(Account account, String device) {
        return known.firstKnown(account.id(), List.of(device(device))).isPresent();
    }

    private static Digest device(String secret) {
        return Digest.ofText("device " + secret);
    }

    /** Whether one more mail to this address is bearable; links sent before stay good. */
    public boolean mayMail(String email) {
        return allowances.take(List.of(mails(email))).isEmpty();
    }

    private static Allowance mails(String email) {
        return new Allowance("mail to " + email.toLowerCase(Locale.ROOT), MAILS, Duration.ofMinutes(20));
    }

    private Taken taken(List<Allowance> all) {
        Optional<Duration> wait = allowances.take(all);
        if (wait.isPresent()) {
            throw GateException.rateLimited(
                    "too many attempts; wait %d s"
                            .formatted(wait.get().plusMillis(999).toSeconds()),
                    wait.get());
        }
        return new Taken(all);
    }

    /** A device before an address, for several share an address. */
    private static List<Digest> clients(Client client) {
        List<Digest> out = new ArrayList<>();
        client.device().ifPresent(secret -> out.add(device(secret)));
        client.address().ifPresent(address -> out.add(Digest.ofText("address " + network(address))));
        return out;
    }

    /** Of IPv6 the first 64 of its 128 bits, since who has one address there has 2^64. Groups are written out in full. */
    private static String network(String address) {
        List<String> groups = List.of(address.split(":"));
        return String.join(":", groups.subList(0, Math.min(4, groups.size())));
    }
}
