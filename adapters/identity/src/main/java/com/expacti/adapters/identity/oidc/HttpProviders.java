package com.expacti.adapters.identity.oidc;

import com.expacti.application.egress.GuardedHttp;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.ProviderClient;
import java.time.InstantSource;

/** {@link ProviderClient} over guarded HTTP. Keeps what issuers say of themselves for a while, and nothing of people. */
public final class HttpProviders implements ProviderClient {
    private final OpenId openId;
    private final GitHub gitHub;

    public HttpProviders(GuardedHttp http, InstantSource clock) {
        Calls calls = new Calls(http);
        this.openId = new OpenId(calls, new Discovery(calls, clock));
        this.gitHub = new GitHub(calls);
    }

    @Override
    public Way way(Provider provider, Asked asked) {
        try {
            return new Way.To(
                    switch (provider.kind()) {
                        case OPENID -> openId.way(provider, asked);
                        case GITHUB -> gitHub.way(provider, asked);
                    });
        } catch (NotVouched e) {
            return new Way.None(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Word word(Provider provider, Asked asked, Returned returned) {
        try {
            return switch (provider.kind()) {
                case OPENID -> openId.word(provider, asked, returned);
                case GITHUB -> gitHub.word(provider, asked, returned);
            };
        } catch (NotVouched e) {
            return e.word();
        } catch (RuntimeException e) {
            // A stranger's text went through a library: whatever it stumbled over vouches for nobody.
            return new Word.Refused("its answer made " + e.getClass().getSimpleName());
        }
    }
}
