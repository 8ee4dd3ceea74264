package com.expacti.application.targets;

import com.expacti.application.failure.GateException;
import com.expacti.application.org.Names;
import com.expacti.domain.egress.Host;
import com.expacti.domain.org.TargetAddress;
import com.expacti.domain.risk.Environment;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A target as somebody asks for it; what is absent stays as it is.
 *
 * @param environment {@code production staging development}
 * @param groups the groups it is to be in, all of them
 */
public record TargetDraft(
        Optional<String> name,
        Optional<String> host,
        OptionalInt port,
        Optional<String> login,
        Optional<String> hostKey,
        Optional<LoginProof> proof,
        Optional<String> environment,
        Optional<Set<String>> groups) {
    private static final int PORT_MAX = 65_535;
    private static final int HOST_KEY_LENGTH_MAX = 8_192;
    private static final int GROUPS_MAX = 100;
    /** What names of targets don't begin with, for commands name a target by its name or its id. */
    private static final String ID_PREFIX = "target_";

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.@+\\\\-]{0,63}\\$?");
    private static final Pattern HOST_KEY = Pattern.compile("[a-z0-9@.-]{1,64} [A-Za-z0-9+/]{16,}={0,2}");

    /** @throws GateException {@code invalid} naming the field */
    public TargetDraft {
        groups = groups.map(Set::copyOf);
        name.ifPresent(TargetDraft::requireName);
        host = host.map(TargetDraft::canonical);
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > PORT_MAX)) {
            throw GateException.invalid("port", "port is 1 to 65535");
        }
        login.filter(l -> !LOGIN.matcher(l).matches()).ifPresent(_ -> {
            throw GateException.invalid(
                    "login", "login is the name of an account: 1 to 64 letters, digits and . _ @ + - \\");
        });
        hostKey.filter(k ->
                        k.length() > HOST_KEY_LENGTH_MAX || !HOST_KEY.matcher(k).matches())
                .ifPresent(_ -> {
                    throw GateException.invalid(
                            "host_key", "host_key is a public key as OpenSSH writes it: its type and its Base64");
                });
        environment.ifPresent(TargetDraft::environment);
        if (groups.filter(g -> g.size() > GROUPS_MAX).isPresent()) {
            throw GateException.invalid("group_ids", "group_ids names at most 100 groups");
        }
    }

    private static String canonical(String host) {
        return Host.parse(host)
                .map(Host::text)
                .orElseThrow(() -> GateException.invalid(
                        "host", "host is a host name or an IP address, without a scheme, a port or blanks"));
    }

    private static void requireName(String name) {
        Names.require("name", name);
        if (name.startsWith(ID_PREFIX)) {
            throw GateException.invalid("name", "name can't begin with `target_`, as ids of targets do");
        }
    }

    static Environment environment(String literal) {
        return Arrays.stream(Environment.values())
                .filter(e -> e != Environment.NONE
                        && e.name().toLowerCase(Locale.ROOT).equals(literal))
                .findFirst()
                .orElseThrow(() ->
                        GateException.invalid("environment", "environment is production, staging or development"));
    }

    /** The address over what there was. */
    Optional<TargetAddress> address(Optional<TargetAddress> before) {
        Optional<TargetAddress.Auth> auth = proof.map(LoginProof::auth).or(() -> before.map(TargetAddress::auth));
        Optional<String> at = host.or(() -> before.map(TargetAddress::host));
        OptionalInt on = port.isPresent() || before.isEmpty()
                ? port
                : OptionalInt.of(before.get().port());
        Optional<String> as = login.or(() -> before.map(TargetAddress::login));
        List<String> lacking = java.util.stream.Stream.of(
                        at.isEmpty() ? "host" : "",
                        on.isEmpty() ? "port" : "",
                        as.isEmpty() ? "login" : "",
                        auth.isEmpty() ? "auth" : "")
                .filter(field -> !field.isEmpty())
                .toList();
        if (lacking.size() == 4 && hostKey.isEmpty()) {
            return Optional.empty();
        }
        if (!lacking.isEmpty()) {
            throw GateException.invalid(lacking.getFirst(), "a target that is reached has host, port, login and auth");
        }
        return Optional.of(new TargetAddress(
                at.orElseThrow(),
                on.orElseThrow(),
                as.orElseThrow(),
                hostKey.or(() -> before.flatMap(TargetAddress::hostKey)),
                auth.orElseThrow()));
    }
}
