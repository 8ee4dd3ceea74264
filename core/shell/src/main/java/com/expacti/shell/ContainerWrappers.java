package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code docker}, {@code podman} and {@code kubectl}, which run commands in containers. */
final class ContainerWrappers {
    private static final Options DOCKER =
            Options.of("D", "Hcl", "debug tls tlsverify", "host context config log-level tlscacert tlscert tlskey");
    private static final Options EXEC =
            Options.of("dit", "euw", "detach interactive tty privileged", "env env-file user workdir detach-keys");
    private static final Options RUN = Options.of(
            "ditPq",
            "acehlmpuvw",
            "detach interactive tty privileged rm init read-only publish-all quiet no-healthcheck sig-proxy",
            "add-host attach cap-add cap-drop cgroupns cidfile cpus cpu-shares cpuset-cpus device dns env env-file"
                    + " expose gpus group-add hostname ip ipc label link log-driver log-opt memory memory-swap mount"
                    + " name net network network-alias pid platform publish pull restart runtime security-opt"
                    + " shm-size stop-signal stop-timeout sysctl tmpfs ulimit user userns uts volume volumes-from"
                    + " workdir");
    private static final Options KUBECTL = Options.of(
            "",
            "nsv",
            "insecure-skip-tls-verify match-server-version warnings-as-errors",
            "namespace context cluster user kubeconfig server token as as-group request-timeout cache-dir"
                    + " certificate-authority client-certificate client-key tls-server-name v");
    private static final Set<String> STARTING = Set.of("exec", "run", "debug");

    private ContainerWrappers() {}

    static Map<String, Wrappers.Wrapper> table() {
        return Map.of(
                "docker", ContainerWrappers::docker,
                "podman", ContainerWrappers::docker,
                "nerdctl", ContainerWrappers::docker,
                "kubectl", ContainerWrappers::kubectl,
                "oc", ContainerWrappers::kubectl);
    }

    private static List<Effective> docker(Call call) {
        String name = call.name().orElseThrow();
        Scan global = DOCKER.scan(call.words(), 1);
        int at = global.operand();
        if (call.value(at).filter("container"::equals).isPresent()) {
            at++;
        }
        if (global.trouble().isPresent() || uncertain(call, at)) {
            return call.unknown(
                    "in `%s`, %s".formatted(name, global.trouble().orElse("the subcommand is not certain")));
        }
        return switch (call.value(at).orElse("")) {
            case "exec" -> inside(call, EXEC.scan(call.words(), at + 1), name);
            case "run" -> inside(call, RUN.scan(call.words(), at + 1), name);
            case "compose" -> compose(call, at, name);
            default -> call.itself();
        };
    }

    private static boolean uncertain(Call call, int at) {
        return at < call.words().size()
                ? call.value(at).isEmpty()
                : call.filling().appends();
    }

    private static List<Effective> compose(Call call, int at, String name) {
        List<Word> rest = call.words().subList(at + 1, call.words().size());
        boolean starts = rest.stream()
                .anyMatch(word -> word.value().isEmpty()
                        || word.value().filter(STARTING::contains).isPresent());
        return starts ? call.unknown("what `%s compose` starts is not understood".formatted(name)) : call.itself();
    }

    private static List<Effective> inside(Call call, Scan scan, String name) {
        int container = scan.operand();
        boolean missing = container >= call.words().size();
        if (scan.trouble().isPresent()
                || missing
                || !Certainty.isOneWord(call.words().get(container))) {
            return call.unknown("in `%s`, %s".formatted(name, scan.trouble().orElse("the container is not certain")));
        }
        if (container + 1 >= call.words().size()) {
            return call.unknown("`%s` runs what the image says, which is not known".formatted(name));
        }
        return Wrappers.resolve(call.from(container + 1, name));
    }

    private static List<Effective> kubectl(Call call) {
        String name = call.name().orElseThrow();
        Scan global = KUBECTL.scan(call.words(), 1);
        int at = global.operand();
        if (global.trouble().isPresent() || uncertain(call, at)) {
            return call.unknown(
                    "in `%s`, %s".formatted(name, global.trouble().orElse("the subcommand is not certain")));
        }
        if (call.value(at).filter(STARTING::contains).isEmpty()) {
            return call.itself();
        }
        for (int i = at + 1; i < call.words().size(); i++) {
            if (!Certainty.isOneWord(call.words().get(i))) {
                break;
            }
            if (call.value(i).filter("--"::equals).isPresent()) {
                return Wrappers.resolve(call.from(i + 1, name));
            }
        }
        return call.unknown("`%s` has no `--` before the command it starts".formatted(name));
    }
}
