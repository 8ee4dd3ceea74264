package com.expacti.shell;

import com.expacti.shell.Options.Scan;
import com.expacti.shell.Options.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    + " entrypoint shm-size stop-signal stop-timeout sysctl tmpfs ulimit user userns uts volume volumes-from"
                    + " workdir");
    private static final Options KUBECTL = Options.of(
            "",
            "nsv",
            "insecure-skip-tls-verify match-server-version warnings-as-errors",
            "namespace context cluster user kubeconfig server token as as-group request-timeout cache-dir"
                    + " certificate-authority client-certificate client-key tls-server-name v");
    private static final Options COMPOSE = Options.of(
            "",
            "fp",
            "compatibility dry-run all-resources",
            "file project-name profile env-file project-directory ansi progress parallel");
    private static final Options COMPOSE_EXEC =
            Options.of("dT", "euw", "detach privileged no-TTY", "env user workdir index");
    private static final Options COMPOSE_RUN = Options.of(
            "dTiPq",
            "evupwl",
            "detach rm no-deps service-ports use-aliases build no-TTY interactive quiet-pull remove-orphans",
            "entrypoint env name user volume publish workdir label cap-add cap-drop pull");
    private static final Options KUBECTL_EXEC = Options.of(
            "itq", "cnf", "stdin tty quiet", "container namespace filename pod-running-timeout context kubeconfig");
    private static final Set<String> STARTING = Set.of("exec", "run", "debug", "rsh");

    private ContainerWrappers() {}

    static Map<String, Wrappers.Wrapper> table() {
        return Map.of(
                "docker-compose", call -> compose(call, 0, "docker-compose"),
                "podman-compose", call -> compose(call, 0, "podman-compose"),
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
        Scan global = COMPOSE.scan(call.words(), at + 1);
        int subcommand = global.operand();
        if (global.trouble().isPresent() || uncertain(call, subcommand)) {
            return call.unknown(
                    "in `%s`, %s".formatted(name, global.trouble().orElse("the subcommand of compose is not certain")));
        }
        return switch (call.value(subcommand).orElse("")) {
            case "exec" -> inside(call, COMPOSE_EXEC.scan(call.words(), subcommand + 1), name);
            case "run" -> inside(call, COMPOSE_RUN.scan(call.words(), subcommand + 1), name);
            default -> call.itself();
        };
    }

    private static List<Effective> inside(Call call, Scan scan, String name) {
        int container = scan.operand();
        boolean missing = container >= call.words().size();
        if (scan.trouble().isPresent()
                || missing
                || !Certainty.isOneWord(call.words().get(container))) {
            return call.unknown("in `%s`, %s".formatted(name, scan.trouble().orElse("the container is not certain")));
        }
        Optional<Seen> entry = scan.last("entrypoint");
        if (entry.isPresent()) {
            return entered(call, entry.get(), container + 1, name);
        }
        if (container + 1 >= call.words().size()) {
            return call.unknown("`%s` runs what the image says, which is not known".formatted(name));
        }
        return Wrappers.resolve(call.from(container + 1, name));
    }

    /** The program {@code --entrypoint} names, with the words after the image. */
    private static List<Effective> entered(Call call, Seen entry, int arguments, String name) {
        Optional<String> program = entry.value().filter(text -> text.matches("[A-Za-z0-9_./-]+"));
        if (program.isEmpty() || entry.word().isEmpty()) {
            return call.unknown("the entry point `%s` starts is not known for certain".formatted(name));
        }
        Word word = entry.word().get();
        WordPart literal = new WordPart.Literal(program.get(), WordPart.Quoting.NONE, word.span());
        List<Word> words = new ArrayList<>(List.of(new Word(List.of(literal), word.raw(), word.span())));
        words.addAll(call.words().subList(arguments, call.words().size()));
        return Wrappers.resolve(call.passedOn(words, name, call.filling()));
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
        return withoutDashes(call, at, name);
    }

    /** {@code kubectl exec pod command}, the old form. */
    private static List<Effective> withoutDashes(Call call, int at, String name) {
        Scan scan = KUBECTL_EXEC.scan(call.words(), at + 1);
        int command = scan.operand() + 1;
        boolean plain = call.value(at).filter("exec"::equals).isPresent()
                && scan.trouble().isEmpty()
                && command < call.words().size()
                && Certainty.isOneWord(call.words().get(scan.operand()))
                && call.value(command).filter(word -> !word.startsWith("-")).isPresent();
        return plain
                ? Wrappers.resolve(call.from(command, name))
                : call.unknown("`%s` has no `--` before the command it starts".formatted(name));
    }
}
