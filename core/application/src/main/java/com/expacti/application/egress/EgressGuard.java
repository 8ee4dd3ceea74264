package com.expacti.application.egress;

import com.expacti.application.failure.GateException;
import com.expacti.domain.egress.Destination;
import com.expacti.domain.egress.EgressRules;
import com.expacti.domain.egress.EgressVerdict;
import com.expacti.domain.egress.Host;
import com.expacti.domain.egress.Purpose;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says whether an address that somebody gave may be called, and where it is. Asked twice: when the address is stored, so that
 * its author reads why it is refused, and when it is called, which alone protects, since a name may point elsewhere by then.
 */
public final class EgressGuard {
    private static final int ADDRESSES_MAX = 32;
    private static final int URL_LENGTH_MAX = 2_048;
    private static final int PORT_HTTPS = 443;
    private static final int PORT_HTTP = 80;
    private static final int PORT_MAX = 65_535;

    private final EgressRules rules;
    private final HostNames names;

    public EgressGuard(EgressRules rules, HostNames names) {
        this.rules = rules;
        this.names = names;
    }

    /**
     * For what speaks a protocol of its own, such as SSH, that proves the other side.
     *
     * @param field of the request, to be named where the host is refused
     * @param host as its author wrote it
     * @throws GateException {@code invalid} where it is no host, or one that may not be called; a name without an address passes
     */
    public Destination checkHost(String field, Purpose purpose, String host, int port) {
        if (port < 1 || port > PORT_MAX) {
            throw GateException.invalid("port", "port is 1 to 65535");
        }
        return checked(field, new Destination(purpose, host(field, host), port, true));
    }

    /**
     * @param field of the request, to be named where the URL is refused
     * @throws GateException {@code invalid} where it is no URL we call, or its host may not be called
     */
    public URI checkUrl(String field, Purpose purpose, String url) {
        URI uri = uri(field, url);
        checked(field, destination(field, purpose, uri));
        return uri;
    }

    /** Of a URL that passed {@link #checkUrl} once; to be followed by {@link #reach}. */
    public Destination destination(Purpose purpose, URI url) {
        return destination("url", purpose, url);
    }

    /**
     * Where to connect to now: one look-up, each of its addresses judged. One that is barred bars all, since which of them would
     * be connected to is chance.
     */
    public Reach reach(Destination destination) {
        Host host = destination.host();
        if (rules.judge(host) instanceof EgressVerdict.Barred barred) {
            return new Reach.Barred("`%s` %s".formatted(host.text(), barred.why()));
        }
        List<InetAddress> found = switch (host) {
            case Host.Literal literal -> List.of(literal.address());
            case Host.Name name -> names.lookUp(name.text());
        };
        if (found.isEmpty()) {
            return new Reach.Nowhere();
        }
        if (found.size() > ADDRESSES_MAX) {
            return new Reach.Barred("`%s` has more than %d addresses".formatted(host.text(), ADDRESSES_MAX));
        }
        return found.stream()
                .flatMap(address -> barred(destination, address).stream())
                .findFirst()
                .<Reach>map(why -> new Reach.Barred("`%s` %s".formatted(host.text(), why)))
                .orElseGet(() -> new Reach.At(found));
    }

    private Optional<String> barred(Destination destination, InetAddress address) {
        return switch (rules.judge(destination, address)) {
            case EgressVerdict.Clear clear -> Optional.empty();
            case EgressVerdict.Barred barred -> Optional.of(barred.why());
        };
    }

    private Destination checked(String field, Destination destination) {
        return switch (reach(destination)) {
            case Reach.At at -> destination;
            case Reach.Nowhere nowhere -> destination;
            case Reach.Barred barred -> throw GateException.invalid(field, field + ": " + barred.why());
        };
    }

    private static Destination destination(String field, Purpose purpose, URI url) {
        boolean https = "https".equals(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT));
        int standard = https ? PORT_HTTPS : PORT_HTTP;
        int port = url.getPort() < 0 ? standard : url.getPort();
        if (port < 1 || port > PORT_MAX) {
            throw GateException.invalid(field, field + ": a port is 1 to 65535");
        }
        return new Destination(purpose, host(field, String.valueOf(url.getHost())), port, https);
    }

    private static URI uri(String field, String url) {
        if (url.length() > URL_LENGTH_MAX) {
            throw GateException.invalid(field, "%s has at most %d characters".formatted(field, URL_LENGTH_MAX));
        }
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean plain = uri.getUserInfo() == null && uri.getFragment() == null && uri.getHost() != null;
            if (plain && (scheme.equals("https") || scheme.equals("http"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, in one sentence for all
        }
        throw GateException.invalid(
                field, field + " is a URL such as https://hooks.example.com/expacti, without a user and a fragment");
    }

    private static Host host(String field, String text) {
        return Host.parse(text)
                .orElseThrow(
                        () -> GateException.invalid(
                                field,
                                field
                                        + " is a host name in ASCII, an IPv4 address with four decimal parts, or an IPv6 address"));
    }
}
