package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.Register;
import com.expacti.application.account.ResetPassword.Claim;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.login.Client;
import com.expacti.application.login.SignIn;
import com.expacti.testkit.TestSignIn;
import com.expacti.testkit.contract.Race;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guessing is slow, and slows nobody but who guesses. */
final class AttemptLimitsTest {
    private static final String EMAIL = TestSignIn.EMAIL;

    private final TestSignIn people = new TestSignIn(Register.Door.OPEN);

    @BeforeEach
    void signUp() {
        people.member(EMAIL);
    }

    private static Client from(String address) {
        return new Client(Optional.of(address), Optional.empty());
    }

    private ErrorCode guess(String email, Client from) {
        return assertThrows(GateException.class, () -> people.login(email, "not the password", from))
                .code();
    }

    private void guessUntilStopped(String email, Client from) {
        int guesses = 0;
        while (guess(email, from) == ErrorCode.UNAUTHORIZED) {
            guesses++;
        }
        assertEquals(10, guesses);
    }

    @Test
    void after_ten_guesses_strangers_wait_and_are_told_how_long() {
        guessUntilStopped(EMAIL, from("198.51.100.1"));

        GateException refused =
                assertThrows(GateException.class, () -> people.login(EMAIL, TestSignIn.PASSWORD, from("198.51.100.2")));

        assertEquals(ErrorCode.RATE_LIMITED, refused.code());
        assertTrue(refused.retryAfter().orElseThrow().compareTo(Duration.ofMinutes(3)) <= 0);
    }

    @Test
    void one_guess_comes_back_every_three_minutes() {
        guessUntilStopped(EMAIL, from("198.51.100.1"));

        people.ports().clock().advance(Duration.ofMinutes(3));

        assertEquals(ErrorCode.UNAUTHORIZED, guess(EMAIL, from("198.51.100.2")));
        assertEquals(ErrorCode.RATE_LIMITED, guess(EMAIL, from("198.51.100.2")));
    }

    @Test
    void strangers_who_guess_do_not_lock_out_whoever_was_here_before() {
        Client home = from("192.0.2.50");
        String device = people.login(EMAIL, TestSignIn.PASSWORD, home).device().orElseThrow();

        guessUntilStopped(EMAIL, from("198.51.100.1"));

        var _ = people.login(EMAIL, TestSignIn.PASSWORD, home);
        var _ = people.login(EMAIL, TestSignIn.PASSWORD, from("203.0.113.9").withDevice(device));
        assertEquals(
                ErrorCode.RATE_LIMITED,
                assertThrows(
                                GateException.class,
                                () -> people.login(
                                        EMAIL,
                                        TestSignIn.PASSWORD,
                                        from("203.0.113.10").withDevice("made up")))
                        .code());
    }

    @Test
    void who_sets_a_new_password_by_mail_gets_in_from_there_however_much_strangers_guess() {
        guessUntilStopped(EMAIL, from("198.51.100.1"));
        Client elsewhere = from("203.0.113.77");
        people.reset().ask(EMAIL, elsewhere);

        people.reset().confirm(people.ports().mailer().token(), "a second long password", Claim.MINE, elsewhere);

        var _ = people.login(EMAIL, "a second long password", elsewhere);
    }

    @Test
    void a_device_keeps_its_name_and_one_that_is_made_up_gets_another() {
        SignIn.Tokens first = people.login();
        String device = first.device().orElseThrow();

        assertEquals(
                device,
                people.login(EMAIL, TestSignIn.PASSWORD, TestSignIn.CLIENT.withDevice(device))
                        .device()
                        .orElseThrow());
        assertTrue(people.login(EMAIL, TestSignIn.PASSWORD, TestSignIn.CLIENT.withDevice("made up"))
                .device()
                .filter(other -> !other.equals("made up"))
                .isPresent());
    }

    @Test
    void from_a_known_address_guesses_are_counted_too() {
        Client home = from("192.0.2.50");
        var _ = people.login(EMAIL, TestSignIn.PASSWORD, home);

        guessUntilStopped(EMAIL, home);
        people.ports().clock().advance(Duration.ofMinutes(1));

        var _ = people.login(EMAIL, TestSignIn.PASSWORD, home);
    }

    @Test
    void one_address_that_tries_many_accounts_is_stopped_and_others_are_not() {
        Client sprayer = from("198.51.100.1");
        int tried = 0;
        while (guess("user" + tried + "@example.com", sprayer) == ErrorCode.UNAUTHORIZED) {
            tried++;
        }

        assertEquals(30, tried);
        assertEquals(ErrorCode.UNAUTHORIZED, guess("user1@example.com", from("198.51.100.2")));
    }

    @Test
    void all_of_one_ipv6_network_are_one_address() {
        int tried = 0;
        while (guess("user" + tried + "@example.com", from("2001:db8:0:1:0:0:0:" + Integer.toHexString(tried)))
                == ErrorCode.UNAUTHORIZED) {
            tried++;
        }

        assertEquals(30, tried);
        assertEquals(ErrorCode.UNAUTHORIZED, guess("user0@example.com", from("2001:db8:0:2:0:0:0:1")));
    }

    @Test
    void an_address_nobody_has_signed_up_with_is_counted_like_any_other() {
        guessUntilStopped("nobody@example.com", from("198.51.100.1"));
        assertEquals(ErrorCode.RATE_LIMITED, guess("NOBODY@example.com", from("198.51.100.2")));
    }

    @Test
    void signing_in_rightly_is_not_counted() {
        for (int i = 0; i < 100; i++) {
            var _ = people.login();
        }
    }

    @Test
    void many_guesses_at_once_are_no_more_than_one_after_the_other() {
        int before = people.ports().passwords().work();

        List<ErrorCode> all = Race.run(i -> () -> guess(EMAIL, from("198.51.100.1")));

        assertEquals(10, all.stream().filter(ErrorCode.UNAUTHORIZED::equals).count());
        assertEquals(10, people.ports().passwords().work() - before, "what is refused costs no hash");
    }

    @Test
    void limits_hold_over_a_restart() {
        guessUntilStopped(EMAIL, from("198.51.100.1"));

        TestSignIn restarted = people.restarted();

        assertEquals(
                ErrorCode.RATE_LIMITED,
                assertThrows(
                                GateException.class,
                                () -> restarted.login(EMAIL, TestSignIn.PASSWORD, from("198.51.100.3")))
                        .code());
    }

    @Test
    void one_address_is_sent_three_mails_and_no_more_for_a_while() {
        int before = people.ports().mailer().sent().size();
        for (int i = 0; i < 8; i++) {
            people.reset().ask(EMAIL, from("198.51.100." + i));
        }

        assertEquals(before + 2, people.ports().mailer().sent().size(), "its sign-up was the first");
        assertEquals(
                ErrorCode.RATE_LIMITED,
                assertThrows(GateException.class, () -> people.signUp(EMAIL)).code());
        people.ports().clock().advance(Duration.ofMinutes(20));
        people.reset().ask(EMAIL, from("198.51.100.9"));
        assertEquals(before + 3, people.ports().mailer().sent().size());
    }
}
