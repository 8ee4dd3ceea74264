package com.expacti.application.oidc;

import java.net.URI;
import java.util.Optional;

/** The port that speaks to providers. Whatever one answers is a stranger's text until it is proven. */
public interface ProviderClient {
    /**
     * What ties one answer to one question.
     *
     * @param state comes back with the browser
     * @param nonce comes back in the signed identity
     * @param verifier the secret of PKCE (RFC 7636); its SHA-256 goes with the browser
     * @param redirect where the browser comes back to, exactly as the provider has it
     */
    record Asked(String state, String nonce, String verifier, URI redirect) {
        @Override
        public String toString() {
            return "Asked";
        }
    }

    /**
     * What the browser came back with.
     *
     * @param issuer who it says it comes from (RFC 9207)
     */
    record Returned(String code, Optional<String> issuer) {
        @Override
        public String toString() {
            return "Returned";
        }
    }

    /** Where to send the browser. */
    sealed interface Way {
        record To(URI url) implements Way {}

        /** @param why a sentence for the log; never for strangers, since a provider may have had a hand in it */
        record None(String why) implements Way {}
    }

    /** What came of asking who it is. */
    sealed interface Word {
        /**
         * The provider vouches for them.
         *
         * @param subject whom it means; fit for {@link ExternalIdentity}
         * @param email an address it says it has verified
         */
        record Vouched(String subject, Optional<String> email) implements Word {}

        /** It said something else, or something that proves nothing. @param why a sentence for the log */
        record Refused(String why) implements Word {}

        /** It could not be asked. @param why a sentence for the log */
        record Unreachable(String why) implements Word {}
    }

    Way way(Provider provider, Asked asked);

    /** Trades what the browser brought for what the provider says, once. */
    Word word(Provider provider, Asked asked, Returned returned);
}
