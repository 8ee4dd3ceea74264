package com.expacti.domain.egress;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where to connect to, as somebody wrote it: an address or a name, and never something that one reader takes for a name and
 * another for an address.
 */
public sealed interface Host {
    /** An address written out. */
    record Literal(InetAddress address) implements Host {
        @Override
        public String text() {
            return address.getHostAddress();
        }
    }

    /** @param text in lower case, without a dot at its end */
    record Name(String text) implements Host {}

    String text();

    default Optional<InetAddress> literal() {
        return switch (this) {
            case Literal literal -> Optional.of(literal.address());
            case Name name -> Optional.empty();
        };
    }

    /**
     * Dotted decimals with four parts, IPv6 with or without brackets, or a name of letters, digits, {@code -} and {@code _}.
     * Empty for the rest: {@code 127.1}, {@code 0x7f.1}, {@code 2130706433}, {@code 0177.0.0.1}, zone ids, and names that are
     * not in ASCII (write their {@code xn--} form).
     */
    static Optional<Host> parse(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                ? HostReader.read(text.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}

/** Keeps the patterns out of the interface. */
final class HostReader {
    private static final int NAME_LENGTH_MAX = 253;
    private static final int IPV6_LENGTH_MAX = 45;
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?" + "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /** What the URL standard calls "ends in a number": somebody's reader takes such a name for an address. */
    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private HostReader() {}

    static Optional<Host> read(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String inner = bracketed ? text.substring(1, text.length() - 1) : text;
        if (bracketed || IPV6.matcher(inner).matches()) {
            return inner.length() <= IPV6_LENGTH_MAX && IPV6.matcher(inner).matches()
                    ? address(inner)
                    : Optional.empty();
        }
        if (DECIMAL.matcher(inner).matches()) {
            return address(inner);
        }
        String name = inner.endsWith(".") ? inner.substring(0, inner.length() - 1) : inner;
        boolean plain = name.length() <= NAME_LENGTH_MAX
                && NAME.matcher(name).matches()
                && !NUMBER_AT_THE_END.matcher(name).matches();
        return plain ? Optional.of(new Host.Name(name)) : Optional.empty();
    }

    private static Optional<Host> address(String text) {
        try {
            return Optional.of(new Host.Literal(InetAddress.ofLiteral(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
