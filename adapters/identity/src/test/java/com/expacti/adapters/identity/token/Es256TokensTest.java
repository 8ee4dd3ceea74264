package com.expacti.adapters.identity.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.access.AccessTokens;
import com.expacti.application.access.AccessTokens.Claims;
import com.expacti.application.access.SigningKeys;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.SequentialIds;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E1: what a token has to be, and every way known of one that only looks so. */
final class Es256TokensTest {
    private static final Claims CLAIMS =
            new Claims(new OrgId("org_1"), new CredentialId("login_1"), new UserId("user_1"));
    private static final String URL = "https://gate.example.com";

    private final FakeClock clock = new FakeClock();
    private final Ring ring = new Ring(key("k1"));
    private final Es256Tokens tokens = new Es256Tokens(ring, URL, clock, new SequentialIds());

    /** Keys for a test; the last signs. */
    private static final class Ring implements SigningKeys {
        private volatile List<SigningKey> keys;

        Ring(SigningKey only) {
            keys = List.of(only);
        }

        @Override
        public SigningKey current() {
            return keys.getLast();
        }

        @Override
        public List<SigningKey> good() {
            return keys;
        }
    }

    private static SigningKeys.SigningKey key(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new SigningKeys.SigningKey(kid, (ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String payload(String token) {
        return token.split("\\.", -1)[1];
    }

    /** Signed rightly, with what it says changed. */
    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        return signed(header("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}"), change, ring.current());
    }

    private String signed(JWSHeader header, UnaryOperator<JWTClaimsSet.Builder> change, SigningKeys.SigningKey key)
            throws Exception {
        JWTClaimsSet said = SignedJWT.parse(tokens.issue(CLAIMS)).getJWTClaimsSet();
        SignedJWT jwt = new SignedJWT(
                header, change.apply(new JWTClaimsSet.Builder(said)).build());
        jwt.sign(new ECDSASigner(key.privateKey()));
        return jwt.serialize();
    }

    private static JWSHeader header(String json) throws Exception {
        return JWSHeader.parse(json);
    }

    private void refused(String token) {
        assertEquals(Optional.empty(), tokens.read(token), token);
    }

    @Test
    void a_token_says_whose_it_is_and_for_how_long() throws Exception {
        String token = tokens.issue(CLAIMS);

        JWTClaimsSet said = SignedJWT.parse(token).getJWTClaimsSet();
        Instant now = clock.instant();
        assertEquals(Optional.of(CLAIMS), tokens.read(token));
        assertEquals(URL, said.getIssuer());
        assertEquals(List.of(URL + "/api/v1"), said.getAudience());
        assertEquals(Date.from(now), said.getIssueTime());
        assertEquals(Date.from(now.plus(Duration.ofMinutes(10))), said.getExpirationTime());
        assertFalse(said.getJWTID().isEmpty());
        assertTrue(token.length() < 1_000, "it has to fit a header with room to spare: " + token.length());
    }

    @Test
    void the_control_for_these_tests_is_accepted() throws Exception {
        assertEquals(Optional.of(CLAIMS), tokens.read(signed(c -> c)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void e1_alg_none_is_refused(String alg) {
        String token = tokens.issue(CLAIMS);
        String head = base64("{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}");

        refused(head + "." + payload(token) + ".");
        refused(head + "." + payload(token));
        refused(head + "." + payload(token) + "." + token.split("\\.", -1)[2]);
    }

    @Test
    void e1_the_public_key_as_an_hmac_secret_is_refused() throws Exception {
        String payload = payload(tokens.issue(CLAIMS));
        byte[] der = ring.current().publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(
                der,
                pem.getBytes(StandardCharsets.US_ASCII),
                tokens.publicKeys().getBytes(StandardCharsets.UTF_8))) {
            for (Map.Entry<String, String> alg : Map.of(
                            "HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512")
                    .entrySet()) {
                String head = base64("{\"alg\":\"" + alg.getKey() + "\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}");
                Mac mac = Mac.getInstance(alg.getValue());
                mac.init(new SecretKeySpec(secret, alg.getValue()));
                String input = head + "." + payload;

                refused(input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES384", "ES512", "ES256K", "EdDSA", "es256"})
    void e1_another_algorithm_by_the_header_is_refused(String alg) {
        String token = tokens.issue(CLAIMS);

        refused(base64("{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}") + "."
                + token.substring(token.indexOf('.') + 1));
    }

    @Test
    void e1_a_foreign_key_under_our_name_or_its_own_is_refused() throws Exception {
        SigningKeys.SigningKey foreign = key("k2");

        refused(signed(header("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}"), c -> c, foreign));
        refused(signed(header("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k2\"}"), c -> c, foreign));
        refused(signed(header("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}"), c -> c, ring.current()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "' OR 1=1 --", "k1\\u0000", "", "/dev/null", "http://evil.example/jwks.json"
            })
    void e1_a_kid_that_is_a_path_or_a_query_names_no_key(String kid) throws Exception {
        refused(signed(
                header("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}"), c -> c, ring.current()));
    }

    @Test
    void e1_a_key_the_token_brings_along_or_points_at_is_refused() throws Exception {
        SigningKeys.SigningKey foreign = key("k1");
        Es256Tokens theirs = new Es256Tokens(new Ring(foreign), URL, clock, new SequentialIds());
        String jwk = theirs.publicKeys();
        String own = jwk.substring(jwk.indexOf('[') + 1, jwk.lastIndexOf(']'));
        for (String more : List.of(
                "\"jwk\":" + own,
                "\"jku\":\"https://evil.example/jwks.json\"",
                "\"x5u\":\"https://evil.example/cert.pem\"",
                "\"crit\":[\"exp\"]",
                "\"b64\":false")) {
            String head = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"k1\"," + more + "}";
            String payload = payload(tokens.issue(CLAIMS));
            var signer = java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
            for (SigningKeys.SigningKey by : List.of(foreign, ring.current())) {
                String input = base64(head) + "." + payload;
                signer.initSign(by.privateKey());
                signer.update(input.getBytes(StandardCharsets.US_ASCII));

                refused(input + "." + base64(signer.sign()));
            }
        }
    }

    @Test
    void e1_an_empty_or_zero_signature_is_refused() {
        String token = tokens.issue(CLAIMS);
        String input = token.substring(0, token.lastIndexOf('.'));
        byte[] order = new java.math.BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
                .toByteArray();
        byte[] orders = new byte[64];
        System.arraycopy(order, 1, orders, 0, 32);
        System.arraycopy(order, 1, orders, 32, 32);

        refused(input);
        refused(input + ".");
        refused(input + "." + base64(new byte[64]));
        refused(input + "." + base64(new byte[1]));
        refused(input + "." + base64(orders));
        refused(input + "." + base64(new byte[] {0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00}));
    }

    @Test
    void e1_one_bit_of_the_payload_or_signature_changed_is_refused() {
        String token = tokens.issue(CLAIMS);
        String[] parts = token.split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[10] ^= 1;
        String other =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("user_1", "user_2");

        refused(parts[0] + "." + parts[1] + "." + base64(signature));
        refused(parts[0] + "." + base64(other) + "." + parts[2]);
    }

    @Test
    void e1_a_token_for_or_from_elsewhere_is_refused() throws Exception {
        refused(signed(c -> c.issuer("https://other.example.com")));
        refused(signed(c -> c.issuer(null)));
        refused(signed(c -> c.audience("https://other.example.com/api/v1")));
        refused(signed(c -> c.audience(List.of(URL + "/api/v1", "https://other.example.com"))));
        refused(signed(c -> c.audience((String) null)));
        refused(signed(header("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k1\"}"), c -> c, ring.current()));
    }

    @Test
    void e1_an_expired_token_is_refused_from_the_second_it_ends() {
        String token = tokens.issue(CLAIMS);

        clock.advance(AccessTokens.LIFE.minusSeconds(1));
        assertEquals(Optional.of(CLAIMS), tokens.read(token));
        clock.advance(Duration.ofSeconds(1));

        refused(token);
    }

    @Test
    void e1_a_token_that_is_not_valid_yet_or_never_ends_is_refused() throws Exception {
        Date later = Date.from(clock.instant().plusSeconds(60));
        refused(signed(c -> c.notBeforeTime(later)));
        refused(signed(c -> c.issueTime(later)));
        refused(signed(c -> c.expirationTime(null)));
        refused(signed(c -> c.notBeforeTime(null)));
    }

    @Test
    void e1_a_token_that_names_no_sign_in_is_refused() throws Exception {
        refused(signed(c -> c.claim("sid", null)));
        refused(signed(c -> c.claim("sid", 7)));
        refused(signed(c -> c.claim("org", "a b")));
        refused(signed(c -> c.subject(null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "....", "eyJ.eyJ.e", "\u0000.\u0000.\u0000", "é.é.é"})
    void text_that_is_no_token_is_refused(String text) {
        refused(text);
    }

    @Test
    void what_the_old_key_signed_is_good_until_it_goes() {
        String before = tokens.issue(CLAIMS);
        SigningKeys.SigningKey old = ring.current();

        ring.keys = List.of(old, key("k2"));
        String after = tokens.issue(CLAIMS);
        assertEquals(Optional.of(CLAIMS), tokens.read(before));
        assertEquals(Optional.of(CLAIMS), tokens.read(after));
        ring.keys = List.of(ring.current());

        refused(before);
        assertEquals(Optional.of(CLAIMS), tokens.read(after));
    }

    @Test
    void the_published_keys_are_public_ones() {
        String published = tokens.publicKeys();

        assertTrue(published.contains("\"kid\":\"k1\""), published);
        assertFalse(published.contains("\"d\":"), published);
    }
}
