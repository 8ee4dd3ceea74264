package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What options and operands add for containers, Kubernetes and cloud. */
final class ClusterInspector {
    /** Kinds whose deletion takes a running service away; pods come back by themselves. */
    private static final Set<String> KEEPS_RUNNING = Set.of(
            "deployment",
            "deployments",
            "deploy",
            "deployments.apps",
            "deployment.apps",
            "statefulset",
            "statefulsets",
            "sts",
            "daemonset",
            "daemonsets",
            "ds",
            "namespace",
            "namespaces",
            "ns",
            "service",
            "services",
            "svc",
            "ingress",
            "ingresses",
            "ing",
            "pv",
            "pvc",
            "persistentvolume",
            "persistentvolumes",
            "persistentvolumeclaim",
            "persistentvolumeclaims",
            "node",
            "nodes",
            "no",
            "crd",
            "customresourcedefinition",
            "cronjob",
            "cronjobs",
            "replicaset",
            "replicasets",
            "rs",
            "all",
            "configmap",
            "cm",
            "secret",
            "secrets",
            "cluster",
            "hpa",
            "project");

    private ClusterInspector() {}

    static void kubernetes(Invocation invocation, boolean changes, Findings findings) {
        List<Argument> positional = Programs.operandsAfterSubcommand(invocation, 0);
        String verb = positional.isEmpty() ? "" : positional.getFirst().text();
        invocation
                .option(
                        "--kubeconfig",
                        "--context",
                        "--cluster",
                        "-s",
                        "--server",
                        "--as",
                        "--as-group",
                        "--token",
                        "--user")
                .ifPresent(option -> findings.add(Modifier.OTHER_TARGET, option.span()));
        if (verb.equals("get") || verb.equals("describe")) {
            secrets(positional, findings);
        }
        if (invocation.has("--raw") && verb.equals("get") || verb.equals("proxy") || verb.equals("port-forward")) {
            findings.kind(RiskKind.OTHER_TARGET);
        }
        if (!changes) {
            return;
        }
        invocation
                .option("--all", "-A", "--all-namespaces")
                .ifPresent(option -> findings.add(Modifier.ALL, option.span()));
        invocation.valueOf("-f", "--filename", "-k").ifPresent(file -> {
            FileInspector.reads(List.of(file), findings);
            findings.marksMutableCode(!file.text().startsWith("http"));
        });
        switch (verb) {
            case "delete" -> delete(positional, findings);
            case "drain" -> findings.add(Modifier.ALL, positional.getFirst().span());
            case "scale" ->
                invocation
                        .valueOf("--replicas")
                        .filter(count -> count.text().equals("0"))
                        .ifPresent(count -> findings.add(Modifier.STOPS_SERVICE, count.span()));
            case "exec", "cp", "debug", "attach", "run" -> {
                findings.add(Modifier.OTHER_TARGET, positional.getFirst().span());
                findings.kind(RiskKind.RUNS_PROGRAM);
            }
            case "replace" ->
                invocation.option("--force").ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
            case "create", "apply", "auth" -> rights(positional, findings);
            default -> {}
        }
    }

    private static void secrets(List<Argument> positional, Findings findings) {
        for (Argument operand : positional.subList(1, positional.size())) {
            String kind = kindOf(operand.text());
            if (kind.equals("secret")
                    || kind.equals("secrets")
                    || operand.text().contains("secret,")
                    || operand.text().contains(",secret")) {
                findings.raiseTo(Category.SECRETS, operand.span());
                findings.kind(RiskKind.READS_SECRETS);
            }
        }
    }

    private static String kindOf(String operand) {
        int slash = operand.indexOf('/');
        return (slash < 0 ? operand : operand.substring(0, slash)).toLowerCase(Locale.ROOT);
    }

    private static void delete(List<Argument> positional, Findings findings) {
        List<Argument> operands = positional.subList(1, positional.size());
        for (int i = 0; i < operands.size(); i++) {
            Argument operand = operands.get(i);
            boolean namesKind = i == 0 || operand.text().contains("/");
            boolean keeps = namesKind
                    && List.of(kindOf(operand.text()).split(",")).stream().anyMatch(KEEPS_RUNNING::contains);
            if (keeps) {
                findings.add(Modifier.STOPS_SERVICE, operand.span());
            }
            if (operand.expands()) {
                findings.add(Modifier.UNSET_VARIABLE, operand.span());
            }
        }
    }

    private static void rights(List<Argument> positional, Findings findings) {
        positional.stream()
                .filter(operand -> operand.text().toLowerCase(Locale.ROOT).contains("rolebinding")
                        || operand.text().equals("reconcile"))
                .findFirst()
                .ifPresent(operand -> findings.add(Modifier.WIDE_PERMISSION, operand.span()));
    }

    static void containers(Invocation invocation, boolean changes, Findings findings) {
        invocation
                .option("-H", "--host", "--context", "--connection", "--url")
                .ifPresent(option -> findings.add(Modifier.OTHER_TARGET, option.span()));
        List<String> words = Programs.subcommandWords(invocation);
        String verb = words.isEmpty() ? "" : words.getFirst();
        if (!changes) {
            return;
        }
        invocation
                .option("-a", "--all")
                .or(() -> invocation.letter('a'))
                .filter(option -> verb.equals("system") || words.contains("prune") || verb.equals("rm"))
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
            variables(Programs.operandsAfterSubcommand(invocation, 1), findings);
        }
        if (Set.of("run", "exec", "create").contains(verb) || words.contains("run") || words.contains("exec")) {
            findings.kind(RiskKind.RUNS_PROGRAM);
            privileges(invocation, findings);
        }
        if (verb.equals("push")) {
            findings.add(Modifier.SENDS_DATA, invocation.name().span());
        }
    }

    private static void variables(List<Argument> operands, Findings findings) {
        operands.stream()
                .filter(Argument::expands)
                .findFirst()
                .ifPresent(operand -> findings.add(Modifier.UNSET_VARIABLE, operand.span()));
    }

    private static void privileges(Invocation invocation, Findings findings) {
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

    static void cloud(Invocation invocation, boolean changes, Findings findings) {
        invocation
                .option(
                        "--profile",
                        "--endpoint-url",
                        "--account",
                        "--subscription",
                        "--project",
                        "--impersonate-service-account")
                .ifPresent(option -> findings.add(Modifier.OTHER_TARGET, option.span()));
        List<Argument> positional = Programs.operandsAfterSubcommand(invocation, 0);
        if (!changes) {
            return;
        }
        invocation
                .option("-auto-approve", "--auto-approve", "--yes", "--all", "-destroy")
                .filter(option ->
                        !option.text().equals("--yes") || invocation.program().equals("pulumi"))
                .ifPresent(option -> findings.add(Modifier.ALL, option.span()));
        invocation.option("-destroy").ifPresent(option -> findings.add(Modifier.STOPS_SERVICE, option.span()));
        destructiveVerb(positional).ifPresent(verb -> {
            findings.add(Modifier.DESTRUCTIVE, verb.span());
            if (takesAwayService(verb.text())) {
                findings.add(Modifier.STOPS_SERVICE, verb.span());
            }
        });
        invocation
                .option("--recursive", "--force", "-r")
                .filter(option ->
                        positional.stream().anyMatch(word -> Set.of("rm", "rb").contains(word.text())))
                .ifPresent(option -> findings.add(Modifier.RECURSIVE, option.span()));
        if (positional.size() > 1
                && Set.of("cp", "sync", "mv").contains(positional.get(1).text())
                && positional.getLast().text().contains("://")) {
            findings.add(Modifier.SENDS_DATA, positional.getLast().span());
            FileInspector.reads(positional, findings);
        }
        if (invocation.program().startsWith("ansible") || invocation.program().equals("packer")) {
            findings.add(Modifier.OTHER_TARGET, invocation.name().span());
            findings.kind(RiskKind.RUNS_PROGRAM);
            findings.marksMutableCode();
        }
        findings.marksMutableCode(Set.of("terraform", "tofu", "pulumi", "cdk", "terragrunt", "sam")
                .contains(invocation.program()));
    }

    private static Optional<Argument> destructiveVerb(List<Argument> positional) {
        return positional.stream()
                .filter(word -> word.text().startsWith("delete")
                        || word.text().startsWith("terminate-")
                        || word.text().startsWith("remove-")
                        || word.text().equals("destroy")
                        || word.text().equals("purge")
                        || word.text().equals("stop-instances")
                        || word.text().startsWith("deregister-")
                        || word.text().equals("schedule-key-deletion")
                        || word.text().equals("rm"))
                .findFirst();
    }

    private static boolean takesAwayService(String verb) {
        return verb.startsWith("terminate-")
                || verb.contains("cluster")
                || verb.contains("instance")
                || verb.contains("stack")
                || verb.contains("table")
                || verb.contains("bucket")
                || verb.contains("db-")
                || verb.contains("vpc")
                || verb.contains("key")
                || verb.equals("destroy")
                || verb.contains("function")
                || verb.equals("delete");
    }
}
