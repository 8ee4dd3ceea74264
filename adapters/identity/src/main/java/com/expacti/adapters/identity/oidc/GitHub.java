package com.expacti.adapters.identity.oidc;

import com.expacti.application.account.Emails;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.ProviderClient.Asked;
import com.expacti.application.oidc.ProviderClient.Returned;
import com.expacti.application.oidc.ProviderClient.Word;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONArrayUtils;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** GitHub: OAuth 2.0, whose API says who it is. An account is its number, for names and addresses change hands there. */
final class GitHub {
    private final Calls calls;

    GitHub(Calls calls) {
        this.calls = calls;
    }

    URI way(Provider provider, Asked asked) {
        return new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(provider.client().id()))
                .endpointURI(URI.create(provider.issuer() + "/login/oauth/authorize"))
                .redirectionURI(asked.redirect())
                .scope(new Scope("read:user", "user:email"))
                .state(new State(asked.state()))
                .codeChallenge(new CodeVerifier(asked.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    Word word(Provider provider, Asked asked, Returned returned) throws NotVouched {
        boolean from = returned.issuer()
                .map(iss -> iss.equals(provider.issuer()) || iss.startsWith(provider.issuer() + "/"))
                .orElse(true);
        if (!from) {
            throw NotVouched.refused("the answer is not said to come from this issuer (RFC 9207)");
        }
        Map<String, String> headers = Map.of(
                "Accept", "application/vnd.github+json", "Authorization", "Bearer " + token(provider, asked, returned));
        return new Word.Vouched(number(provider, headers), email(provider, headers));
    }

    private String token(Provider provider, Asked asked, Returned returned) throws NotVouched {
        TokenRequest request = new TokenRequest.Builder(
                        URI.create(provider.issuer() + "/login/oauth/access_token"),
                        new ClientSecretPost(
                                new ClientID(provider.client().id()),
                                new Secret(provider.client().secret())),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(returned.code()),
                                asked.redirect(),
                                new CodeVerifier(asked.verifier())))
                .build();
        try {
            // A code it does not take is answered with 200 too, without a token in it.
            TokenResponse response = TokenResponse.parse(calls.send(request.toHTTPRequest()));
            if (response.indicatesSuccess()) {
                return response.toSuccessResponse().getTokens().getAccessToken().getValue();
            }
        } catch (ParseException e) {
            throw NotVouched.refused("it did not take the code"); // the answer may hold a token: none of it is repeated
        }
        throw NotVouched.refused("it did not take the code");
    }

    private String number(Provider provider, Map<String, String> headers) throws NotVouched {
        try {
            Map<String, Object> user = JSONObjectUtils.parse(calls.get(URI.create(provider.api() + "/user"), headers));
            if (user.get("id") instanceof Number id && id.longValue() > 0) {
                return Long.toString(id.longValue());
            }
        } catch (java.text.ParseException e) {
            throw NotVouched.refused("its user can't be read", e);
        }
        throw NotVouched.refused("its user has no number");
    }

    /** The address that is both the account's first and verified; without it, none is known. */
    private Optional<String> email(Provider provider, Map<String, String> headers) throws NotVouched {
        try {
            for (Object each : JSONArrayUtils.parse(calls.get(URI.create(provider.api() + "/user/emails"), headers))) {
                if (each instanceof Map<?, ?> email
                        && Boolean.TRUE.equals(email.get("primary"))
                        && Boolean.TRUE.equals(email.get("verified"))
                        && email.get("email") instanceof String address
                        && Emails.isOne(address)) {
                    return Optional.of(address);
                }
            }
            return Optional.empty();
        } catch (ParseException e) {
            throw NotVouched.refused("its addresses can't be read", e);
        }
    }
}
