package com.expacti.adapters.identity.oidc;

import com.expacti.application.oidc.Provider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signed identities. Which algorithm a token names counts only where it is one of ours: all of them asymmetric, so that a public
 * key is never taken for a shared secret. A key that is not known yet has the issuer's keys read again.
 */
final class IdTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final int SKEW_SECONDS = 60;
    private static final int RSA_BITS_MIN = 2048;
    private static final int KEPT_MAX = 500;

    private final Calls calls;
    private final Map<URI, JWKSet> kept = new ConcurrentHashMap<>();

    IdTokens(Calls calls) {
        this.calls = calls;
    }

    /** The claims, once everything of OpenID Connect Core 1.0 §3.1.3.7 holds. */
    IDTokenClaimsSet accepted(Provider provider, URI keys, JWT token, String nonce) throws NotVouched {
        if (!(token instanceof SignedJWT signed)) {
            throw NotVouched.refused("its identity is not signed");
        }
        JWSVerificationKeySelector<SecurityContext> selector =
                new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keysFor(keys, signed)));
        IDTokenValidator validator = new IDTokenValidator(
                new Issuer(provider.issuer()), new ClientID(provider.client().id()), selector, null);
        validator.setMaxClockSkew(SKEW_SECONDS);
        try {
            return validator.validate(signed, new Nonce(nonce));
        } catch (BadJOSEException | JOSEException | RuntimeException e) {
            throw NotVouched.refused("its identity is not good", e);
        }
    }

    private JWKSet keysFor(URI address, SignedJWT token) throws NotVouched {
        Optional<String> wanted = Optional.ofNullable(token.getHeader().getKeyID());
        Optional<JWKSet> known = Optional.ofNullable(kept.get(address));
        boolean enough = known.isPresent()
                && wanted.map(kid -> known.get().getKeyByKeyId(kid) != null).orElse(false);
        return enough ? known.get() : read(address);
    }

    private JWKSet read(URI address) throws NotVouched {
        try {
            JWKSet all = JWKSet.parse(calls.get(address));
            JWKSet fit =
                    new JWKSet(all.getKeys().stream().filter(IdTokens::isFit).toList());
            if (kept.size() >= KEPT_MAX) {
                kept.clear();
            }
            kept.put(address, fit);
            return fit;
        } catch (ParseException | RuntimeException e) {
            throw NotVouched.refused("its keys can't be read", e);
        }
    }

    private static boolean isFit(JWK key) {
        boolean signs = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
        boolean strong = KeyType.EC.equals(key.getKeyType())
                || (KeyType.RSA.equals(key.getKeyType()) && key.size() >= RSA_BITS_MIN);
        return signs && strong;
    }
}
