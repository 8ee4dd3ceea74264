package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What options and operands add for Kubernetes. */
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
            "project",
            "clusterrole",
            "clusterroles",
            "clusterrolebinding",
            "clusterrolebindings",
            "role",
            "roles",
            "rolebinding",
            "rolebindings",
            "serviceaccount",
            "serviceaccounts",
            "sa",
            "storageclass",
            "sc",
            "networkpolicy",
            "netpol");

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
            secrets(invocation, positional, findings);
        }
        if (verb.equals("config") && invocation.has("--raw")) {
            findings.kind(RiskKind.READS_SECRETS);
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
            if (file.text().startsWith("http")) {
                findings.add(Modifier.OTHER_TARGET, file.span());
            }
            if (verb.equals("delete")) {
                findings.add(Modifier.ALL, file.span());
            }
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

    /** Names of secrets are listed by default; their values only in the formats that print whole objects. */
    private static void secrets(Invocation invocation, List<Argument> positional, Findings findings) {
        boolean values = invocation
                .valueOf("-o", "--output", "--template")
                .filter(format -> positional.getFirst().text().equals("get"))
                .filter(format ->
                        !format.text().equals("name") && !format.text().equals("wide"))
                .isPresent();
        for (Argument operand : positional.subList(1, positional.size())) {
            String kind = kindOf(operand.text());
            if (kind.equals("secret")
                    || kind.equals("secrets")
                    || operand.text().contains("secret,")
                    || operand.text().contains(",secret")) {
                if (values) {
                    findings.raiseTo(Category.SECRETS, operand.span());
                }
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
}
