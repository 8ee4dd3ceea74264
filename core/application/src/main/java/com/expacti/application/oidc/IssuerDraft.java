package com.expacti.application.oidc;

import com.expacti.application.failure.GateException;
import com.expacti.application.org.Names;
import com.expacti.domain.org.OrgIssuer.Standing;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** An org's own issuer as somebody asks for it; what is absent stays as it is. */
public record IssuerDraft(
        Optional<String> name,
        Optional<String> url,
        Optional<String> clientId,
        Optional<IssuerSecret> secret,
        Optional<Standing> standing) {
    private static final Pattern CLIENT_ID = Pattern.compile("[!-~]{1,255}");

    /** @throws GateException {@code invalid} naming the field */
    public IssuerDraft {
        name.ifPresent(text -> Names.require("name", text));
        clientId.filter(id -> !CLIENT_ID.matcher(id).matches()).ifPresent(_ -> {
            throw GateException.invalid(
                    "client_id",
                    "client_id is 1 to 255 printable ASCII characters without a blank, as the issuer gave it");
        });
    }

    /** What an issuer identifier is beyond a URL that may be called (OpenID Connect Discovery 1.0 §3). */
    static void requireIssuer(URI url) {
        if (url.getRawQuery() != null) {
            throw GateException.invalid(
                    "issuer", "issuer is an address without a query, exactly as the service itself writes it");
        }
    }
}
