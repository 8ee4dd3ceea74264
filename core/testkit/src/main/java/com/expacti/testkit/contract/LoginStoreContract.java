package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.application.login.Client;
import com.expacti.application.login.Login;
import com.expacti.application.login.LoginStore;
import com.expacti.application.login.LoginStore.Rotation;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link LoginStore} does. */
public abstract class LoginStoreContract {
    private static final Client FIREFOX = new Client(Optional.of("192.0.2.7"), Optional.of("Firefox"));

    private Store store;
    private Scene scene;
    private LoginStore logins;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        scene = new Scene(store);
        logins = store.logins();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private Digest secret() {
        return Digest.ofText("refresh " + store.ids().next());
    }

    private CredentialId opened(Digest refresh) {
        CredentialId login = new CredentialId("login_" + store.ids().next());
        logins.open(scene.org, login, scene.olga.id(), FIREFOX, refresh);
        return login;
    }

    @Test
    final void a_sign_in_is_listed_newest_first_for_its_member_alone() {
        CredentialId first = opened(secret());
        CredentialId second = opened(secret());

        List<Login> listed = logins.logins(scene.org, scene.olga.id());

        assertEquals(List.of(second, first), listed.stream().map(Login::id).toList());
        assertEquals(FIREFOX, listed.getFirst().from());
        assertEquals(scene.olga.id(), listed.getFirst().user());
        assertEquals(List.of(), logins.logins(scene.org, scene.rita.id()));
        assertEquals(List.of(), logins.logins(new Scene(store).org, scene.olga.id()));
    }

    @Test
    final void a_refresh_token_is_traded_once_for_the_next() {
        Digest first = secret();
        Digest second = secret();
        Digest third = secret();
        CredentialId login = opened(first);
        Rotation rotated = new Rotation.Rotated(scene.org, login, scene.olga.id());

        assertEquals(rotated, logins.rotate(first, second));
        assertEquals(rotated, logins.rotate(second, third));
        assertEquals(new Rotation.Reused(scene.org, login), logins.rotate(first, secret()));
        assertEquals(new Rotation.Reused(scene.org, login), logins.rotate(second, secret()));
        assertEquals(new Rotation.Unknown(), logins.rotate(secret(), secret()));
    }

    @Test
    final void of_those_who_trade_one_token_at_once_one_gets_the_next_and_the_others_are_seen() {
        Digest first = secret();
        CredentialId login = opened(first);

        List<Rotation> all = Race.run(i -> () -> logins.rotate(first, secret()));

        assertEquals(
                1,
                all.stream()
                        .filter(new Rotation.Rotated(scene.org, login, scene.olga.id())::equals)
                        .count());
        assertEquals(
                Race.RUNNERS - 1,
                all.stream()
                        .filter(new Rotation.Reused(scene.org, login)::equals)
                        .count());
    }

    @Test
    final void a_refresh_token_waits_a_week() {
        Digest inTime = secret();
        Digest late = secret();
        Digest next = secret();
        CredentialId login = opened(inTime);
        CredentialId _ = opened(late);

        store.passTime(LoginStore.IDLE.minusSeconds(30));
        assertEquals(new Rotation.Rotated(scene.org, login, scene.olga.id()), logins.rotate(inTime, next));
        store.passTime(Duration.ofSeconds(31));

        assertEquals(new Rotation.Unknown(), logins.rotate(late, secret()));
        assertEquals(new Rotation.Rotated(scene.org, login, scene.olga.id()), logins.rotate(next, secret()));
    }

    @Test
    final void a_sign_in_that_is_over_is_forgotten_with_the_next_and_its_tokens_are_unknown() {
        Digest old = secret();
        CredentialId _ = opened(old);
        store.passTime(LoginStore.LIFE.plusSeconds(1));

        CredentialId now = opened(secret());

        assertEquals(
                List.of(now),
                logins.logins(scene.org, scene.olga.id()).stream()
                        .map(Login::id)
                        .toList());
        assertEquals(new Rotation.Unknown(), logins.rotate(old, secret()));
    }
}
