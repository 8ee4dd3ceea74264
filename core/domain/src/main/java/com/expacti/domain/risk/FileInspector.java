package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the operands and options of commands on files and permissions add. */
final class FileInspector {
    private static final Set<String> WRITES_LAST = Set.of("cp", "mv", "install", "ln", "link", "rsync", "rename");
    private static final Set<String> MODE_FIRST = Set.of("chmod", "chown", "chgrp", "setfacl", "chattr", "setcap");
    private static final Set<String> PATTERN_FIRST =
            Set.of("grep", "egrep", "fgrep", "zgrep", "rg", "ag", "sed", "awk", "gawk", "mawk", "jq", "yq");
    private static final Set<String> SPEAKS = Set.of(
            "echo",
            "printf",
            "true",
            "false",
            ":",
            "test",
            "[",
            "[[",
            "expr",
            "seq",
            "date",
            "sleep",
            "exit",
            "which",
            "type",
            "whereis",
            "man",
            "help",
            "apropos",
            "basename",
            "dirname",
            "yes",
            "alias",
            "trap",
            "set",
            "read");

    /** No mode that means something is longer; what is, is not looked into. */
    private static final int MODE_MAX = 64;

    private FileInspector() {}

    static void destroys(Invocation invocation, Findings findings) {
        List<Argument> operands = invocation.operands();
        recursion(invocation, findings, 'r', 'R');
        hit(operands, findings);
        if (!operands.isEmpty() && operands.stream().allMatch(FileInspector::isTemporary)) {
            findings.add(Modifier.TEMP_OR_BUILD, operands.getFirst().span());
        }
    }

    /** Operands a command deletes, overwrites or hands to somebody else. */
    static void hit(List<Argument> operands, Findings findings) {
        for (Argument operand : operands) {
            String path = operand.text();
            if (operand.opensWithUnknown()) {
                findings.add(Modifier.UNSET_VARIABLE, operand.span());
            } else if (operand.expands()) {
                findings.add(Modifier.VARIABLE_OPERAND, operand.span());
            }
            written(operand, findings);
            if (Paths.isWhole(path) && !findings.has(Modifier.SYSTEM_PATH)) {
                findings.add(Modifier.SYSTEM_PATH, operand.span());
            }
        }
    }

    /** One path that is written to. */
    static void written(Argument operand, Findings findings) {
        String path = operand.text();
        if (Paths.isAutostart(path)) {
            findings.add(Modifier.PERSISTENCE, operand.span());
        }
        if (Paths.isSystem(path)) {
            findings.add(Modifier.SYSTEM_PATH, operand.span());
        } else if ((Paths.isAbsolute(path) || Paths.climbs(path) || operand.opensWithUnknown())
                && !isTemporary(operand)
                && !Paths.isDiscard(path)) {
            findings.kind(RiskKind.WRITES_ELSEWHERE);
        }
    }

    private static boolean isTemporary(Argument operand) {
        return !operand.expands() && Paths.isTemporary(operand.text());
    }

    private static void recursion(Invocation invocation, Findings findings, char... letters) {
        for (char letter : letters) {
            invocation.letter(letter).ifPresent(option -> findings.add(Modifier.RECURSIVE, option.span()));
        }
        invocation.option("--recursive").ifPresent(option -> findings.add(Modifier.RECURSIVE, option.span()));
    }

    static void changes(Invocation invocation, Findings findings) {
        List<Argument> operands = invocation.operands();
        switch (invocation.program()) {
            case "dd" -> dd(invocation, findings);
            case "rsync" -> {
                invocation
                        .firstOption(option -> option.text().startsWith("--delete")
                                || option.text().equals("--remove-source-files"))
                        .ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
                invocation
                        .option("-e", "--rsh", "--rsync-path")
                        .ifPresent(option -> findings.add(Modifier.RUNS_PROGRAM, option.span()));
                remoteCopy(operands, findings);
            }
            case "truncate", "fallocate" -> hitting(operands, findings);
            case "tar", "zip", "cpio" -> archives(invocation, findings);
            case "mv" -> hit(sources(operands), findings);
            case "vim", "vi", "ex", "ed", "emacs" ->
                invocation
                        .firstOption(option ->
                                Set.of("-c", "--cmd", "-S", "--eval", "-s").contains(option.text()))
                        .ifPresent(option -> findings.add(Modifier.RUNS_PROGRAM, option.span()));
            default -> {}
        }
        if (WRITES_LAST.contains(invocation.program()) && operands.size() > 1) {
            written(operands.getLast(), findings);
            reads(sources(operands), findings);
        } else if (!invocation.program().equals("dd")) {
            operands.forEach(operand -> written(operand, findings));
        }
        invocation.valueOf("-t", "--target-directory").ifPresent(target -> written(target, findings));
    }

    private static void hitting(List<Argument> operands, Findings findings) {
        operands.stream().findFirst().ifPresent(first -> findings.add(Modifier.DESTRUCTIVE, first.span()));
        hit(operands, findings);
    }

    private static List<Argument> sources(List<Argument> operands) {
        return operands.size() > 1 ? operands.subList(0, operands.size() - 1) : operands;
    }

    private static void dd(Invocation invocation, Findings findings) {
        for (Argument operand : invocation.operands()) {
            if (operand.text().startsWith("of=")) {
                Argument path = part(operand, "of=".length());
                hitting(List.of(path), findings);
                if (path.text().startsWith("/dev/") && !Paths.isDiscard(path.text())) {
                    findings.add(Modifier.STOPS_SERVICE, operand.span());
                }
            } else if (operand.text().startsWith("if=")) {
                reads(List.of(part(operand, "if=".length())), findings);
            }
        }
    }

    static Argument part(Argument argument, int from) {
        boolean opens = argument.expands() && argument.text().startsWith("$", from);
        return new Argument(
                argument.text().substring(from),
                argument.span(),
                argument.certain(),
                argument.opensWithUnknown() || opens,
                argument.expands());
    }

    private static void archives(Invocation invocation, Findings findings) {
        invocation
                .firstOption(option -> option.text().startsWith("--checkpoint-action")
                        || option.text().startsWith("--to-command")
                        || option.text().startsWith("--use-compress-prog")
                        || option.text().startsWith("--rsh-command")
                        || option.text().startsWith("--unzip-command")
                        || option.text().equals("-I")
                        || option.text().equals("-TT"))
                .ifPresent(option -> findings.add(Modifier.RUNS_PROGRAM, option.span()));
        invocation.option("--remove-files").ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
        invocation.valueOf("-C", "--directory").ifPresent(directory -> written(directory, findings));
        reads(invocation.operands(), findings);
    }

    private static void remoteCopy(List<Argument> operands, Findings findings) {
        if (operands.size() > 1 && isRemote(operands.getLast().text())) {
            findings.add(Modifier.SENDS_DATA, operands.getLast().span());
            findings.add(Modifier.OTHER_TARGET, operands.getLast().span());
        }
    }

    static boolean isRemote(String operand) {
        int colon = operand.indexOf(':');
        return colon > 0 && operand.lastIndexOf('/', colon) < 0;
    }

    static void rights(Invocation invocation, Findings findings) {
        List<Argument> operands = invocation.operands();
        recursion(invocation, findings, 'R');
        boolean modeFirst =
                MODE_FIRST.contains(invocation.program()) && !operands.isEmpty() && !invocation.has("--reference");
        if (modeFirst
                && invocation.program().equals("chmod")
                && opensWide(operands.getFirst().text())) {
            findings.add(Modifier.WIDE_PERMISSION, operands.getFirst().span());
        }
        if (invocation.program().equals("setcap") || invocation.program().equals("visudo")) {
            findings.add(Modifier.WIDE_PERMISSION, invocation.name().span());
        }
        if (Set.of("usermod", "gpasswd", "adduser", "useradd").contains(invocation.program())) {
            operands.stream()
                    .filter(operand -> Set.of("sudo", "wheel", "root", "docker", "admin", "0")
                            .contains(operand.text()))
                    .findFirst()
                    .ifPresent(group -> findings.add(Modifier.WIDE_PERMISSION, group.span()));
        }
        if (modeFirst) {
            List<Argument> paths = operands.subList(1, operands.size());
            hit(paths, findings);
            if (!paths.isEmpty() && paths.stream().allMatch(FileInspector::isTemporary)) {
                findings.add(Modifier.TEMP_OR_BUILD, paths.getFirst().span());
            }
        }
    }

    private static boolean opensWide(String mode) {
        if (mode.length() > MODE_MAX) {
            return true;
        }
        if (mode.matches("[0-7]{3,5}")) {
            int last = mode.charAt(mode.length() - 1) - '0';
            boolean special = mode.length() > 3 && "246".indexOf(mode.charAt(mode.length() - 4)) >= 0;
            return special || (last & 2) != 0;
        }
        return mode.matches(".*[+=][rwxX]*s.*") || mode.matches("(?:.*,)?[ugo]*[oa][ugo]*[+=][rxX]*w.*");
    }

    /** Paths a command reads. */
    static void reads(List<Argument> operands, Findings findings) {
        for (Argument operand : operands) {
            String path = operand.text().startsWith("@") ? operand.text().substring(1) : operand.text();
            if (Paths.isSecret(path)) {
                findings.raiseTo(Category.SECRETS, operand.span());
                findings.kind(RiskKind.READS_SECRETS);
            }
            if (Paths.isAbsolute(path) || Paths.climbs(path)) {
                findings.kind(RiskKind.READS_OUTSIDE);
            }
        }
    }

    /** Operands of commands that look: paths, unless the first is a pattern or all are just spoken. */
    static void inspects(Invocation invocation, Findings findings) {
        if (SPEAKS.contains(invocation.program())) {
            return;
        }
        List<Argument> operands = new ArrayList<>(invocation.operands());
        boolean pattern =
                PATTERN_FIRST.contains(invocation.program()) && !invocation.has("-e", "-f", "--regexp", "--file");
        if (pattern && !operands.isEmpty()) {
            operands.removeFirst();
        }
        reads(operands, findings);
        options(invocation, findings);
    }

    private static void options(Invocation invocation, Findings findings) {
        switch (invocation.program()) {
            case "find", "fd" -> find(invocation, findings);
            case "sed" -> {
                invocation
                        .firstOption(option ->
                                option.text().startsWith("-i") || option.text().startsWith("--in-place"))
                        .ifPresent(option -> {
                            findings.raiseTo(Category.FILES, option.span());
                            invocation.operands().stream().skip(1).forEach(path -> written(path, findings));
                        });
                script(invocation, findings, ScriptText::sedRunsOrWrites);
            }
            case "awk", "gawk", "mawk" -> script(invocation, findings, ScriptText::awkRunsOrWrites);
            case "sort" -> {
                invocation.valueOf("-o", "--output").ifPresent(file -> writes(file, findings));
                invocation
                        .option("--compress-program")
                        .ifPresent(option -> findings.add(Modifier.RUNS_PROGRAM, option.span()));
            }
            case "rg" ->
                invocation
                        .option("--pre", "--hostname-bin")
                        .ifPresent(option -> findings.add(Modifier.RUNS_PROGRAM, option.span()));
            case "tree", "xxd", "uniq" -> invocation.valueOf("-o").ifPresent(file -> writes(file, findings));
            case "yq" -> invocation.option("-i", "--inplace").ifPresent(option -> writes(option, findings));
            case "date", "hostname" ->
                invocation.option("-s", "--set").ifPresent(option -> findings.add(Modifier.CHANGE, option.span()));
            default -> {}
        }
    }

    private static void writes(Argument file, Findings findings) {
        findings.add(Modifier.WRITES_FILE, file.span());
        written(file, findings);
    }

    private static void script(Invocation invocation, Findings findings, Predicate<String> dangerous) {
        List<Argument> operands = invocation.operands();
        if (!operands.isEmpty() && dangerous.test(operands.getFirst().text())) {
            findings.add(Modifier.RUNS_PROGRAM, operands.getFirst().span());
        }
    }

    private static void find(Invocation invocation, Findings findings) {
        for (Argument argument : invocation.arguments()) {
            switch (argument.text()) {
                case "-exec", "-execdir", "-ok", "-okdir", "-x", "-X", "--exec", "--exec-batch" ->
                    findings.add(Modifier.RUNS_PROGRAM, argument.span());
                case "-delete" -> {
                    findings.raiseTo(Category.FILES, argument.span());
                    findings.add(Modifier.DESTRUCTIVE, argument.span()).add(Modifier.RECURSIVE, argument.span());
                    hit(roots(invocation), findings);
                }
                case "-fprint", "-fprintf", "-fls", "-fprint0" -> writes(argument, findings);
                default -> {}
            }
        }
    }

    private static List<Argument> roots(Invocation invocation) {
        List<Argument> roots = new ArrayList<>();
        for (Argument argument : invocation.arguments()) {
            if (argument.isOption()
                    || argument.text().equals("(")
                    || argument.text().equals("!")) {
                break;
            }
            roots.add(argument);
        }
        return roots;
    }
}
