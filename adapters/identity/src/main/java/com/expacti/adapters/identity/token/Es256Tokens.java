package com.expacti.adapters.identity.token;

import com.expacti.application.access.AccessTokens;
import com.expacti.application.access.SigningKeys;
import com.expacti.application.access.SigningKeys.SigningKey;
import com.expacti.application.command.IdSource;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Access tokens as JWTs (RFC 9068) signed with ES256. What a token says of how it is to be verified counts for nothing but the
 * name of one of our keys: the algorithm is fixed, and a header we do not write is a reason to refuse.
 */
public final class Es256Tokens implements AccessTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
    /** How far the clock of the node that issued may run ahead of this one's. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final SigningKeys keys;
    private final String issuer;
    private final String audience;
    private final InstantSource clock;
    private final IdSource ids;

    /** @param publicUrl where this instance is reached: the issuer; its API is the audience */
    public Es256Tokens(SigningKeys keys, String publicUrl, InstantSource clock, IdSource ids) {
        this.keys = keys;
        this.issuer = publicUrl;
        this.audience = publicUrl + "/api/v1";
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public String issue(Claims claims) {
        SigningKey key = keys.current();
        Instant now = clock.instant();
        JWTClaimsSet said = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(claims.user().value())
                .claim("sid", claims.login().value())
                .claim("org", claims.org().value())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .jwtID(ids.next())
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(key.kid())
                        .build(),
                said);
        try {
            token.sign(new ECDSASigner(key.privateKey()));
        } catch (JOSEException e) {
            throw new IllegalStateException("an access token could not be signed", e);
        }
        return token.serialize();
    }

    @Override
    public Optional<Claims> read(String token) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            Optional<SigningKey> key = keyOf(signed.getHeader());
            if (key.isEmpty() || !signed.verify(new ECDSAVerifier(key.get().publicKey()))) {
                return Optional.empty();
            }
            return accepted(signed.getJWTClaimsSet());
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty(); // text of a stranger: whatever it is, it is no token
        }
    }

    private Optional<SigningKey> keyOf(JWSHeader header) {
        boolean ours = JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && HEADERS.containsAll(header.getIncludedParams());
        return ours
                ? keys.good().stream()
                        .filter(key -> key.kid().equals(header.getKeyID()))
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Claims> accepted(JWTClaimsSet said) throws ParseException {
        Instant now = clock.instant();
        boolean forHere = issuer.equals(said.getIssuer()) && List.of(audience).equals(said.getAudience());
        boolean inTime = moment(said.getExpirationTime()).filter(now::isBefore).isPresent()
                && hasBegun(said.getNotBeforeTime(), now)
                && hasBegun(said.getIssueTime(), now);
        if (!forHere || !inTime) {
            return Optional.empty();
        }
        return Optional.of(new Claims(
                new OrgId(text(said, "org")), new CredentialId(text(said, "sid")), new UserId(text(said, "sub"))));
    }

    private static boolean hasBegun(@org.jspecify.annotations.Nullable Date from, Instant now) {
        return moment(from).filter(begin -> !begin.isAfter(now.plus(SKEW))).isPresent();
    }

    private static Optional<Instant> moment(@org.jspecify.annotations.Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }

    private static String text(JWTClaimsSet said, String name) throws ParseException {
        return Optional.ofNullable(said.getStringClaim(name)).orElse("");
    }

    @Override
    public String publicKeys() {
        List<JWK> published = keys.good().stream()
                .map(key -> (JWK) new ECKey.Builder(Curve.P_256, key.publicKey())
                        .keyID(key.kid())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .build())
                .toList();
        return new JWKSet(published).toString(true);
    }
}
