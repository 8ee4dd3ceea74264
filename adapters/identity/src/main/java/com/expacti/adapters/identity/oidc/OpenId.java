package com.expacti.adapters.identity.oidc;

import com.expacti.application.account.Emails;
import com.expacti.application.oidc.ExternalIdentity;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.ProviderClient.Asked;
import com.expacti.application.oidc.ProviderClient.Returned;
import com.expacti.application.oidc.ProviderClient.Word;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** OpenID Connect's authorization code flow with PKCE. */
final class OpenId {
    private final Calls calls;
    private final Discovery discovery;
    private final IdTokens idTokens;

    OpenId(Calls calls, Discovery discovery) {
        this.calls = calls;
        this.discovery = discovery;
        this.idTokens = new IdTokens(calls);
    }

    URI way(Provider provider, Asked asked) throws NotVouched {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "email"),
                        new ClientID(provider.client().id()),
                        asked.redirect())
                .endpointURI(discovery.of(provider.issuer()).getAuthorizationEndpointURI())
                .state(new State(asked.state()))
                .nonce(new Nonce(asked.nonce()))
                .codeChallenge(new CodeVerifier(asked.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    Word word(Provider provider, Asked asked, Returned returned) throws NotVouched {
        OIDCProviderMetadata metadata = discovery.of(provider.issuer());
        requireFrom(provider, metadata, returned);
        OIDCTokenResponse tokens = tokens(provider, metadata, asked, returned);
        JWT idToken = Optional.ofNullable(tokens.getOIDCTokens().getIDToken())
                .orElseThrow(() -> NotVouched.refused("it sent no identity"));
        IDTokenClaimsSet said = idTokens.accepted(provider, metadata.getJWKSetURI(), idToken, asked.nonce());
        String subject = said.getSubject().getValue();
        if (!ExternalIdentity.isSubject(subject)) {
            throw NotVouched.refused("its subject is over 255 characters, or has some that can't be shown");
        }
        Optional<String> email = email(said.getClaim("email"), said.getClaim("email_verified"));
        return new Word.Vouched(
                subject,
                said.getClaim("email") == null
                        ? asked(
                                metadata,
                                tokens.getOIDCTokens().getAccessToken().getValue(),
                                subject)
                        : email);
    }

    /** RFC 9207: what another issuer sent here proves nothing. */
    private static void requireFrom(Provider provider, OIDCProviderMetadata metadata, Returned returned)
            throws NotVouched {
        boolean says = returned.issuer()
                .map(provider.issuer()::equals)
                .orElse(!metadata.supportsAuthorizationResponseIssuerParam());
        if (!says) {
            throw NotVouched.refused("the answer is not said to come from this issuer (RFC 9207)");
        }
    }

    private OIDCTokenResponse tokens(Provider provider, OIDCProviderMetadata metadata, Asked asked, Returned returned)
            throws NotVouched {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(returned.code()), asked.redirect(), new CodeVerifier(asked.verifier()));
        TokenRequest request = new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(), authentication(provider, metadata), grant)
                .build();
        try {
            TokenResponse response = OIDCTokenResponseParser.parse(calls.send(request.toHTTPRequest()));
            if (response instanceof OIDCTokenResponse good) {
                return good;
            }
        } catch (ParseException e) {
            throw NotVouched.refused("its token answer can't be read"); // it may hold a token: none of it is repeated
        }
        throw NotVouched.refused("it did not take the code");
    }

    private static ClientAuthentication authentication(Provider provider, OIDCProviderMetadata metadata) {
        ClientID id = new ClientID(provider.client().id());
        Secret secret = new Secret(provider.client().secret());
        boolean post = Optional.ofNullable(metadata.getTokenEndpointAuthMethods())
                .filter(methods -> !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC))
                .filter(methods -> methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST))
                .isPresent();
        return post ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
    }

    /** The address at the userinfo endpoint; without it, or where it is somebody else's, none is known. */
    private Optional<String> asked(OIDCProviderMetadata metadata, String accessToken, String subject) {
        if (metadata.getUserInfoEndpointURI() == null) {
            return Optional.empty();
        }
        try {
            Map<String, Object> info = JSONObjectUtils.parse(calls.get(
                    metadata.getUserInfoEndpointURI(),
                    Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken)));
            // OpenID Connect Core 1.0 §5.3.2: of another subject nothing may be used.
            return subject.equals(info.get("sub"))
                    ? email(info.get("email"), info.get("email_verified"))
                    : Optional.empty();
        } catch (NotVouched | java.text.ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Some providers write the truth in quotes. */
    private static Optional<String> email(
            @org.jspecify.annotations.Nullable Object address, @org.jspecify.annotations.Nullable Object verified) {
        return address instanceof String text
                        && (Boolean.TRUE.equals(verified) || "true".equals(verified))
                        && Emails.isOne(text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
