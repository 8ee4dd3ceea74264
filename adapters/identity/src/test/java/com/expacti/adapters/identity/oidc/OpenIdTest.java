package com.expacti.adapters.identity.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.wire.egress.PinnedHttp;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.Provider.Client;
import com.expacti.application.oidc.Provider.Kind;
import com.expacti.application.oidc.ProviderClient.Asked;
import com.expacti.application.oidc.ProviderClient.Returned;
import com.expacti.application.oidc.ProviderClient.Way;
import com.expacti.application.oidc.ProviderClient.Word;
import com.expacti.domain.egress.EgressRules;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.issuer.Keys;
import com.expacti.testkit.issuer.TestIssuer;
import com.expacti.testkit.issuer.TestIssuer.Raw;
import com.expacti.testkit.issuer.TestIssuer.Signing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** E4: what an issuer may say, and what of it proves nothing. */
final class OpenIdTest {
    private static final URI REDIRECT = URI.create("https://gate.example.com/api/v1/auth/oidc/acme/callback");
    private static final String VERIFIER = "v".repeat(64);
    private static final Asked ASKED = new Asked("the-state", "the-nonce", VERIFIER, REDIRECT);

    private final TestIssuer issuer = new TestIssuer();
    private final FakeClock clock = new FakeClock();
    private final PinnedHttp http = http(true);
    private final HttpProviders providers = new HttpProviders(http, clock);

    private static PinnedHttp http(boolean local) {
        return new PinnedHttp(new EgressGuard(EgressRules.of(List.of(), local), name -> List.of()));
    }

    @AfterEach
    void stop() {
        http.close();
        issuer.close();
    }

    private Provider provider() {
        return provider(issuer.issuer());
    }

    private static Provider provider(String of) {
        return new Provider("acme", "Acme", Kind.OPENID, of, of, new Client(TestIssuer.CLIENT, TestIssuer.SECRET));
    }

    private URI way() {
        return assertInstanceOf(Way.To.class, providers.way(provider(), ASKED)).url();
    }

    /** Goes there, consents and comes back. */
    private Word word() {
        return word(ASKED);
    }

    private Word word(Asked asked) {
        return providers.word(provider(), asked, returned(way()));
    }

    private Returned returned(URI way) {
        Map<String, String> back = query(issuer.consent(way));
        return new Returned(Optional.ofNullable(back.get("code")).orElseThrow(), Optional.ofNullable(back.get("iss")));
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> out = new HashMap<>();
        for (String pair : uri.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            out.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return out;
    }

    private static UnaryOperator<Map<String, Object>> with(String name, Object value) {
        return said -> {
            Map<String, Object> out = new HashMap<>(said);
            out.put(name, value);
            return out;
        };
    }

    private static UnaryOperator<Map<String, Object>> without(String name) {
        return said -> {
            Map<String, Object> out = new HashMap<>(said);
            out.remove(name);
            return out;
        };
    }

    private void assertRefused(String because) {
        String why = assertInstanceOf(Word.Refused.class, word()).why();
        assertTrue(why.contains(because), why);
    }

    @Test
    void whoever_consents_is_vouched_for_with_the_address_the_issuer_verified() {
        assertEquals(new Word.Vouched("ada-1", Optional.of("ada@example.com")), word());
    }

    @Test
    void the_browser_takes_state_nonce_and_the_hash_of_a_secret_along_and_never_the_secret() {
        Map<String, String> asks = query(way());

        assertEquals("the-state", asks.get("state"));
        assertEquals("the-nonce", asks.get("nonce"));
        assertEquals("S256", asks.get("code_challenge_method"));
        assertEquals("code", asks.get("response_type"));
        assertEquals(REDIRECT.toString(), asks.get("redirect_uri"));
        assertFalse(way().toString().contains(VERIFIER));
        assertFalse(way().toString().contains("secret"));
    }

    @Test
    void pkce_a_code_of_another_verifier_is_worth_nothing() {
        Returned returned = returned(way());

        Word word = providers.word(provider(), new Asked("the-state", "the-nonce", "w".repeat(64), REDIRECT), returned);

        assertInstanceOf(Word.Refused.class, word);
    }

    @Test
    void pkce_downgrade_an_issuer_that_takes_plain_only_is_not_gone_to() {
        issuer.metadata(with("code_challenge_methods_supported", List.of("plain")));

        assertInstanceOf(Way.None.class, providers.way(provider(), ASKED));
    }

    @Test
    void a_code_is_worth_nothing_twice() {
        Returned returned = returned(way());
        assertInstanceOf(Word.Vouched.class, providers.word(provider(), ASKED, returned));

        assertInstanceOf(Word.Refused.class, providers.word(provider(), ASKED, returned));
    }

    @Test
    void nonce_an_identity_of_another_journey_proves_nothing() {
        issuer.claims(with("nonce", "another"));
        assertRefused("nonce");

        issuer.claims(without("nonce"));
        assertRefused("nonce");
    }

    @Test
    void mix_up_an_answer_that_another_issuer_sent_proves_nothing() {
        Returned good = returned(way());

        Word foreign =
                providers.word(provider(), ASKED, new Returned(good.code(), Optional.of("https://other.example")));
        Word silent = providers.word(provider(), ASKED, new Returned(good.code(), Optional.empty()));

        assertTrue(assertInstanceOf(Word.Refused.class, foreign).why().contains("9207"));
        assertTrue(assertInstanceOf(Word.Refused.class, silent).why().contains("9207"));
        assertFalse(issuer.asked().contains("/token"), "the code is not even shown");
    }

    @Test
    void mix_up_an_issuer_that_never_said_it_names_itself_need_not() {
        issuer.metadata(without("authorization_response_iss_parameter_supported"));
        Returned good = returned(way());

        assertInstanceOf(
                Word.Vouched.class, providers.word(provider(), ASKED, new Returned(good.code(), Optional.empty())));
    }

    @Test
    void alg_none_an_unsigned_identity_proves_nothing() {
        issuer.signing(Signing.NONE);

        assertRefused("not signed");
    }

    @Test
    void alg_hs256_with_the_public_key_proves_nothing() {
        issuer.signing(Signing.WITH_THE_PUBLIC_KEY);

        assertInstanceOf(Word.Refused.class, word());
    }

    @Test
    void a_foreign_key_proves_nothing_also_under_the_name_of_a_good_one() {
        issuer.signWith(Keys.make("k1"));
        assertInstanceOf(Word.Refused.class, word());

        issuer.signWith(Keys.make("k2"));
        assertInstanceOf(Word.Refused.class, word());
    }

    @Test
    void a_key_that_is_too_short_proves_nothing() {
        issuer.rotate(Keys.make("short", 1024));

        assertInstanceOf(Word.Refused.class, word());
    }

    @Test
    void a_wrong_audience_issuer_or_party_proves_nothing() {
        issuer.claims(with("aud", "another-client"));
        assertRefused("audience");

        issuer.claims(with("iss", "https://other.example"));
        assertRefused("issuer");

        issuer.claims(with("aud", List.of(TestIssuer.CLIENT, "another-client")));
        assertInstanceOf(Word.Refused.class, word());

        issuer.claims(said -> with("azp", "another-client")
                .apply(with("aud", List.of(TestIssuer.CLIENT, "another-client")).apply(said)));
        assertInstanceOf(Word.Refused.class, word());
    }

    @Test
    void an_expired_identity_or_one_of_tomorrow_proves_nothing() {
        long now = java.time.InstantSource.system().instant().getEpochSecond();
        issuer.claims(with("exp", now - 120));
        assertRefused("xpired");

        issuer.claims(said ->
                with("exp", now + 90_000).apply(with("iat", now + 86_400).apply(said)));
        assertInstanceOf(Word.Refused.class, word());

        issuer.claims(without("exp"));
        assertInstanceOf(Word.Refused.class, word());
    }

    @Test
    void an_address_that_is_not_verified_is_none() {
        for (Function<Map<String, Object>, Map<String, Object>> says : List.<UnaryOperator<Map<String, Object>>>of(
                with("email_verified", false), with("email_verified", "yes"), without("email_verified"))) {
            issuer.claims(says::apply);

            assertEquals(new Word.Vouched("ada-1", Optional.empty()), word());
        }
    }

    @Test
    void an_address_that_is_none_is_none() {
        issuer.claims(with("email", "ada@example.com\nBcc: eve@example.com"));

        assertEquals(new Word.Vouched("ada-1", Optional.empty()), word());
    }

    @Test
    void a_subject_that_cannot_be_shown_or_is_too_long_is_refused() {
        issuer.claims(with("sub", "a".repeat(256)));
        assertRefused("subject");

        issuer.claims(with("sub", "ada 1"));
        assertRefused("subject");
    }

    @Test
    void an_address_may_stand_at_the_userinfo_endpoint_but_not_another_person_s() {
        issuer.person(Map.of("sub", "ada-1"))
                .userInfo(Map.of("sub", "ada-1", "email", "ada@example.com", "email_verified", true));
        assertEquals(new Word.Vouched("ada-1", Optional.of("ada@example.com")), word());

        issuer.userInfo(Map.of("sub", "eve-1", "email", "ada@example.com", "email_verified", true));
        assertEquals(new Word.Vouched("ada-1", Optional.empty()), word());
    }

    @Test
    void a_discovery_document_of_another_issuer_is_not_believed() {
        issuer.metadata(with("issuer", "https://accounts.google.com"));

        assertInstanceOf(Way.None.class, providers.way(provider(), ASKED));
    }

    @Test
    void a_browser_is_sent_to_no_script_and_no_file() {
        for (String address : List.of("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x")) {
            issuer.metadata(with("authorization_endpoint", address));

            assertInstanceOf(Way.None.class, providers.way(provider(), ASKED), address);
        }
    }

    @Test
    void keys_that_changed_are_read_again() {
        assertInstanceOf(Word.Vouched.class, word());
        assertInstanceOf(Word.Vouched.class, word());
        assertEquals(1, issuer.asked().stream().filter("/jwks"::equals).count());

        issuer.rotate(Keys.make("k2"));

        assertInstanceOf(Word.Vouched.class, word());
        assertEquals(2, issuer.asked().stream().filter("/jwks"::equals).count());
    }

    @Test
    void what_an_issuer_says_of_itself_is_believed_for_ten_minutes() {
        var _ = way();
        var _ = way();
        assertEquals(1, issuer.asked().size());

        clock.advance(Duration.ofMinutes(11));
        var _ = way();

        assertEquals(2, issuer.asked().size());
    }

    @Test
    void an_issuer_inside_is_not_called_where_that_is_not_allowed() {
        try (PinnedHttp strict = http(false)) {
            Way way = new HttpProviders(strict, clock).way(provider(), ASKED);

            assertInstanceOf(Way.None.class, way);
            assertEquals(List.of(), issuer.asked());
        }
    }

    @Test
    void endpoints_of_a_discovery_document_go_through_the_guard_each() {
        for (String endpoint : List.of("token_endpoint", "jwks_uri")) {
            try (TestIssuer other = new TestIssuer();
                    PinnedHttp pinned = http(true)) {
                HttpProviders fresh = new HttpProviders(pinned, clock);
                other.metadata(with(endpoint, "http://169.254.169.254/latest/meta-data"));
                Provider provider = provider(other.issuer());
                URI way = assertInstanceOf(Way.To.class, fresh.way(provider, ASKED))
                        .url();
                Map<String, String> back = query(other.consent(way));

                Word word = fresh.word(
                        provider,
                        ASKED,
                        new Returned(
                                Optional.ofNullable(back.get("code")).orElseThrow(),
                                Optional.ofNullable(back.get("iss"))));

                String why = assertInstanceOf(Word.Unreachable.class, word).why();
                assertTrue(why.contains("never called"), why);
            }
        }
    }

    @Test
    void no_redirect_is_followed() {
        issuer.answering(right ->
                new Raw(right.path(), 302, Map.of("Location", "http://169.254.169.254/latest/meta-data"), new byte[0]));

        assertInstanceOf(Way.None.class, providers.way(provider(), ASKED));
        assertEquals(List.of("/.well-known/openid-configuration"), issuer.asked());
    }

    @Test
    void a_redirect_of_the_token_endpoint_vouches_for_nobody() {
        URI way = way();
        issuer.answering(right -> right.path().equals("/token")
                ? new Raw(right.path(), 307, Map.of("Location", issuer.issuer() + "/token"), new byte[0])
                : right);

        assertInstanceOf(Word.Refused.class, providers.word(provider(), ASKED, returned(way)));
        assertEquals(1, issuer.asked().stream().filter("/token"::equals).count());
    }

    @Test
    void a_huge_answer_is_none() {
        issuer.answering(right -> new Raw(right.path(), 200, right.headers(), new byte[300 * 1024]));

        assertInstanceOf(Way.None.class, providers.way(provider(), ASKED));
    }

    @Test
    void a_slow_answer_is_waited_for_no_longer_than_its_limit() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        issuer.answering(right -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return right;
        });

        Way way = providers.way(provider(), ASKED);
        never.countDown();

        assertInstanceOf(Way.None.class, way);
    }

    @Test
    void rubbish_vouches_for_nobody() {
        URI way = way();
        for (String rubbish :
                List.of("", "[]", "{", "null", "{\"access_token\":1}", "{\"id_token\":\"a.b.c\"}", "\u0000")) {
            issuer.answering(right -> right.path().equals("/token")
                    ? new Raw(right.path(), 200, right.headers(), rubbish.getBytes(StandardCharsets.UTF_8))
                    : right);

            assertInstanceOf(Word.Refused.class, providers.word(provider(), ASKED, returned(way)), rubbish);
        }
    }

    @Test
    void what_is_said_in_the_log_holds_no_secret_and_no_line_break() {
        issuer.claims(with("iss", "https://other.example\nforged line"));

        String why = assertInstanceOf(Word.Refused.class, word()).why();

        assertFalse(why.contains("\n"), why);
        assertFalse(why.contains(TestIssuer.SECRET), why);
        assertFalse(provider().toString().contains(TestIssuer.SECRET));
    }
}
