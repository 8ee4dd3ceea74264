package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Set;

/** What options and operands add for containers. */
final class ContainerInspector {
    private ContainerInspector() {}

    /** A container's configuration holds its environment, and that its secrets. */
    private static void showsEnvironment(Invocation invocation, String verb, Findings findings) {
        invocation
                .valueOf("--format", "-f")
                .filter(format -> verb.equals("inspect") && format.text().contains("Env"))
                .ifPresent(format -> {
                    findings.raiseTo(Category.SECRETS, format.span());
                    findings.kind(RiskKind.READS_SECRETS);
                });
    }

    static void inspect(Invocation invocation, boolean changes, Findings findings) {
        invocation
                .option("-H", "--host", "--context", "--connection", "--url")
                .ifPresent(option -> findings.add(Modifier.OTHER_TARGET, option.span()));
        List<String> words = Programs.subcommandWords(invocation);
        String verb = words.isEmpty() ? "" : words.getFirst();
        if (!changes) {
            showsEnvironment(invocation, verb, findings);
            return;
        }
        invocation
                .option("-a", "--all")
                .or(() -> invocation.letter('a'))
                .filter(option -> verb.equals("system") || words.contains("prune") || verb.startsWith("rm"))
                .ifPresent(option -> findings.add(Modifier.ALL, option.span()));
        invocation
                .option("-v", "--volumes", "--rmi")
                .filter(option -> words.contains("down") || words.contains("prune") || verb.equals("rm"))
                .ifPresent(option -> findings.add(Modifier.STOPS_SERVICE, option.span()));
        if (words.size() > 1
                && verb.equals("volume")
                && Set.of("rm", "prune", "remove").contains(words.get(1))) {
            findings.add(Modifier.STOPS_SERVICE, invocation.name().span());
        }
        if (Set.of("rm", "rmi", "stop", "kill").contains(verb)) {
            Modifier many = Set.of("stop", "kill").contains(verb) ? Modifier.ALL : Modifier.UNSET_VARIABLE;
            variables(Programs.operandsAfterSubcommand(invocation, 1), many, findings);
        }
        if (Set.of("run", "exec", "create").contains(verb) || words.contains("run") || words.contains("exec")) {
            findings.kind(RiskKind.RUNS_PROGRAM);
            privileges(invocation, findings);
        }
        if (invocation.has("--privileged")) {
            findings.kind(RiskKind.OTHER_TARGET);
        }
        if (Set.of("scale", "update").contains(words.size() > 1 ? words.get(1) : "")) {
            invocation.operands().stream()
                    .filter(word -> word.text().endsWith("=0"))
                    .findFirst()
                    .ifPresent(word -> findings.add(Modifier.DESTRUCTIVE, word.span()));
        }
        if (verb.equals("push") || verb.equals("copy")) {
            findings.add(Modifier.SENDS_DATA, invocation.name().span());
        }
    }

    private static void variables(List<Argument> operands, Modifier modifier, Findings findings) {
        operands.stream()
                .filter(Argument::expands)
                .findFirst()
                .ifPresent(operand -> findings.add(modifier, operand.span()));
    }

    private static void privileges(Invocation invocation, Findings findings) {
        invocation
                .valueOf("--network", "--net", "--pid", "--ipc", "--userns")
                .filter(value -> value.text().equals("host"))
                .ifPresent(value -> findings.add(Modifier.WIDE_PERMISSION, value.span()));
        for (Argument argument : invocation.arguments()) {
            String text = argument.text();
            boolean wide = text.equals("--privileged")
                    || text.startsWith("--cap-add")
                    || text.startsWith("--pid=host")
                    || text.startsWith("--net=host")
                    || text.startsWith("--network=host")
                    || text.startsWith("--userns=host")
                    || text.startsWith("--ipc=host")
                    || text.startsWith("--security-opt")
                    || text.startsWith("/:")
                    || text.startsWith("-v/:")
                    || text.contains("docker.sock")
                    || text.contains("source=/,")
                    || text.startsWith("--device");
            if (wide) {
                findings.add(Modifier.WIDE_PERMISSION, argument.span());
            } else if (text.contains(":") && Paths.isSystem(text.substring(0, text.indexOf(':')))) {
                findings.add(Modifier.SYSTEM_PATH, argument.span());
            }
        }
    }
}
