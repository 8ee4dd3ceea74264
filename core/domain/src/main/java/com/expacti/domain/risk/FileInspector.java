package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
            "sleep",
            "exit",
            "which",
            "type",
            "whereis",
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

    /** Programs that show names, sizes and dates, not contents. */
    private static final Set<String> NAMES_ONLY = Set.of(
            "ls",
            "dir",
            "eza",
            "exa",
            "tree",
            "stat",
            "du",
            "file",
            "realpath",
            "readlink",
            "test",
            "find",
            "fd",
            "cd",
            "pushd",
            "lsattr",
            "getfacl",
            "wc",
            "which",
            "whereis");

    private static final Set<String> MOUNTS = Set.of("mount", "umount", "swapon", "swapoff", "losetup");

    private static final Set<String> EDITS = Set.of("vim", "vi", "nano", "emacs", "ed", "ex", "code", "pico");

    private static final Pattern SCRIPT_LETTERS = Pattern.compile("-[nErsz]+e");

    private FileInspector() {}

    static void destroys(Invocation invocation, Findings findings) {
        List<Argument> operands = invocation.operands().stream()
                .filter(operand -> !Set.of("/s", "/q", "/f", "/S", "/Q", "/F").contains(operand.text()))
                .toList();
        recursion(invocation, findings, 'r', 'R');
        invocation.arguments().stream()
                .filter(word -> Set.of("/s", "/S", "-Recurse", "-recurse").contains(word.text()))
                .findFirst()
                .ifPresent(word -> findings.add(Modifier.RECURSIVE, word.span()));
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
        if (Paths.isDisk(path)) {
            findings.add(Modifier.STOPS_SERVICE, operand.span());
        }
        if (path.equals("/etc/passwd") || path.startsWith("/etc/sudoers") || path.equals("/etc/shadow")) {
            findings.add(Modifier.WIDE_PERMISSION, operand.span());
        }
        if (Paths.isSystem(path)) {
            findings.add(Modifier.SYSTEM_PATH, operand.span());
        } else if ((Paths.isAbsolute(path) || Paths.climbs(path) || operand.opensWithUnknown())
                && !isTemporary(operand)
                && !Paths.isDiscard(path)) {
            findings.kind(RiskKind.WRITES_ELSEWHERE);
        }
    }

    static boolean isTemporary(Argument operand) {
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
        if (MOUNTS.contains(invocation.program())) {
            return;
        }
        switch (invocation.program()) {
            case "dd" -> dd(invocation, findings);
            case "rsync" -> {
                invocation
                        .firstOption(option -> option.text().startsWith("--delete")
                                || option.text().equals("--remove-source-files"))
                        .ifPresent(option -> mirrors(option, operands, findings));
                invocation
                        .valueOf("-e", "--rsh", "--rsync-path")
                        .filter(shell ->
                                !shell.text().startsWith("ssh") || shell.text().contains("Command"))
                        .ifPresent(option -> starts(option, findings));
                remoteCopy(operands, findings);
            }
            case "truncate", "fallocate" -> hitting(operands, findings);
            case "tar", "zip", "cpio" -> archives(invocation, findings);
            case "mv" -> {
                hit(sources(operands), findings);
                if (!operands.isEmpty() && Paths.isDiscard(operands.getLast().text())) {
                    findings.add(Modifier.DESTRUCTIVE, operands.getLast().span())
                            .add(Modifier.RECURSIVE, operands.getLast().span());
                }
            }
            case "install" ->
                invocation
                        .valueOf("-m", "--mode")
                        .filter(mode -> opensWide(mode.text()))
                        .ifPresent(mode -> findings.add(Modifier.WIDE_PERMISSION, mode.span()));
            case "ln" -> {
                if (operands.size() > 1 && Paths.isSystem(operands.getFirst().text())) {
                    findings.add(Modifier.SYSTEM_PATH, operands.getFirst().span());
                }
            }
            case "vim", "vi", "ex", "ed", "emacs" ->
                invocation
                        .firstOption(option ->
                                Set.of("-c", "--cmd", "-S", "--eval", "-s").contains(option.text()))
                        .or(() -> invocation.arguments().stream()
                                .filter(word -> word.text().startsWith("!")
                                        || word.text().startsWith("+!"))
                                .findFirst())
                        .ifPresent(option -> starts(option, findings));
            default -> {}
        }
        if (EDITS.contains(invocation.program())) {
            reads(operands, findings);
        }
        if (WRITES_LAST.contains(invocation.program()) && operands.size() > 1) {
            written(operands.getLast(), findings);
            reads(sources(operands), findings);
        } else if (!invocation.program().equals("dd")) {
            operands.forEach(operand -> written(operand, findings));
        }
        invocation.valueOf("-t", "--target-directory").ifPresent(target -> written(target, findings));
    }

    /** Deletes at the destination whatever the source does not have. */
    private static void mirrors(Argument option, List<Argument> operands, Findings findings) {
        findings.add(Modifier.DESTRUCTIVE, option.span());
        if (!operands.isEmpty()
                && (Paths.isAbsolute(operands.getLast().text())
                        || isRemote(operands.getLast().text()))) {
            findings.add(Modifier.RECURSIVE, option.span());
            hit(List.of(operands.getLast()), findings);
        }
    }

    private static void starts(Argument option, Findings findings) {
        findings.raiseTo(Category.INTERPRETERS, option.span());
        findings.add(Modifier.RUNS_PROGRAM, option.span());
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
                .ifPresent(option -> starts(option, findings));
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
        if (Set.of("setcap", "visudo", "setenforce", "setsebool", "set-executionpolicy", "icacls", "takeown")
                .contains(invocation.program())) {
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
            boolean takesAway = invocation.arguments().stream()
                    .anyMatch(word ->
                            word.text().matches("-[rwxXst]+") && !word.text().equals("-R"));
            List<Argument> paths = takesAway ? operands : operands.subList(1, operands.size());
            if (findings.has(Modifier.RECURSIVE)) {
                hit(paths, findings);
            } else {
                paths.forEach(path -> written(path, findings));
            }
            if (!findings.has(Modifier.WIDE_PERMISSION)
                    && !paths.isEmpty()
                    && paths.stream().allMatch(FileInspector::isTemporary)) {
                findings.add(Modifier.TEMP_OR_BUILD, paths.getFirst().span());
            }
        }
    }

    private static boolean opensWide(String mode) {
        if (mode.length() > MODE_MAX) {
            return true;
        }
        if (mode.matches("[0-7]+")) {
            int last = mode.charAt(mode.length() - 1) - '0';
            boolean special = mode.length() > 3 && (mode.charAt(mode.length() - 4) - '0' & 6) != 0;
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
            outside(path, findings);
        }
    }

    private static void outside(String path, Findings findings) {
        if (Paths.isAbsolute(path) || Paths.climbs(path)) {
            findings.kind(RiskKind.READS_OUTSIDE);
        }
        if (Paths.isSecret(path)) {
            findings.kind(RiskKind.READS_SECRETS);
        }
    }

    /** Operands of commands that look: paths, unless the first is a pattern or all are just spoken. */
    static void inspects(Invocation invocation, Findings findings) {
        if (SPEAKS.contains(invocation.program())) {
            speaksSecrets(invocation, findings);
            return;
        }
        List<Argument> operands = new ArrayList<>(invocation.operands());
        boolean pattern =
                PATTERN_FIRST.contains(invocation.program()) && !invocation.has("-e", "-f", "--regexp", "--file");
        if (pattern && !operands.isEmpty()) {
            operands.removeFirst();
        }
        if (NAMES_ONLY.contains(invocation.program())) {
            operands.forEach(operand -> outside(operand.text(), findings));
        } else {
            reads(operands, findings);
        }
        options(invocation, findings);
    }

    /** {@code echo $TOKEN}: what is said ends up in logs. */
    private static void speaksSecrets(Invocation invocation, Findings findings) {
        if (!Set.of("echo", "printf", "yes", "logger").contains(invocation.program())) {
            return;
        }
        for (Argument argument : invocation.operands()) {
            if (argument.expands() && Paths.expandsSecret(argument.text())) {
                findings.raiseTo(Category.SECRETS, argument.span());
                findings.kind(RiskKind.READS_SECRETS);
            }
        }
    }

    private static void options(Invocation invocation, Findings findings) {
        switch (invocation.program()) {
            case "find", "fd" -> FindInspector.inspect(invocation, findings);
            case "sed" -> {
                invocation
                        .firstOption(option ->
                                option.text().startsWith("-i") || option.text().startsWith("--in-place"))
                        .ifPresent(option -> {
                            findings.raiseTo(Category.FILES, option.span());
                            invocation.operands().stream().skip(1).forEach(path -> written(path, findings));
                        });
                script(invocation, findings);
            }
            case "awk", "gawk", "mawk", "nawk" -> script(invocation, findings);
            case "sort" -> {
                invocation.valueOf("-o", "--output").ifPresent(file -> writes(file, findings));
                invocation.option("--compress-program").ifPresent(option -> starts(option, findings));
            }
            case "rg" -> invocation.option("--pre", "--hostname-bin").ifPresent(option -> starts(option, findings));
            case "man" -> invocation.option("-P", "--pager", "-H").ifPresent(option -> starts(option, findings));
            case "less", "more" ->
                invocation.arguments().stream()
                        .filter(word -> word.text().startsWith("+!"))
                        .findFirst()
                        .ifPresent(option -> starts(option, findings));
            case "grep", "egrep", "fgrep", "ag" -> searches(invocation, findings);
            case "tree", "xxd", "uniq" -> invocation.valueOf("-o").ifPresent(file -> writes(file, findings));
            case "yq" -> invocation.option("-i", "--inplace").ifPresent(option -> writes(option, findings));
            case "date", "hostname" ->
                invocation.option("-s", "--set").ifPresent(option -> findings.add(Modifier.CHANGE, option.span()));
            default -> {}
        }
    }

    static void writes(Argument file, Findings findings) {
        findings.add(Modifier.WRITES_FILE, file.span());
        written(file, findings);
    }

    /** Programs for sed and awk that start others or write files. */
    private static void script(Invocation invocation, Findings findings) {
        boolean sed = invocation.program().contains("sed");
        for (Argument program : programs(invocation)) {
            if (sed ? TextPrograms.sedStarts(program.text()) : TextPrograms.awkStarts(program.text())) {
                starts(program, findings);
                return;
            }
        }
    }

    /** The words behind {@code -e}, else the first operand; options with a value of their own are passed. */
    private static List<Argument> programs(Invocation invocation) {
        List<Argument> programs = new ArrayList<>();
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            if (text.equals("-e") || text.equals("--expression") || bundlesScript(text)) {
                programs.addAll(
                        arguments.subList(Math.min(i + 1, arguments.size()), Math.min(i + 2, arguments.size())));
            } else if (text.startsWith("-e") || text.startsWith("--expression=")) {
                programs.add(part(arguments.get(i), text.startsWith("-e") ? 2 : "--expression=".length()));
            }
        }
        return programs.isEmpty()
                ? invocation.positional(Set.of("-F", "-v", "-f")).stream()
                        .limit(1)
                        .toList()
                : programs;
    }

    /** {@code -ne}: letters that take nothing, and the one that takes a script. */
    private static boolean bundlesScript(String text) {
        return text.length() > 2
                && text.charAt(0) == '-'
                && SCRIPT_LETTERS.matcher(text).matches();
    }

    /** A search for passwords through what isn't ours is a search for passwords. */
    private static void searches(Invocation invocation, Findings findings) {
        List<Argument> operands = invocation.operands();
        boolean secret = operands.stream()
                .limit(1)
                .anyMatch(
                        pattern -> pattern.text().matches("(?i).*(?:passw|secret|token|api.?key|akia|private key).*"));
        operands.stream()
                .skip(1)
                .filter(path -> secret
                        && (Paths.isWhole(path.text()) && Paths.isAbsolute(path.text()) || Paths.isSystem(path.text())))
                .findFirst()
                .ifPresent(path -> {
                    findings.raiseTo(Category.SECRETS, path.span());
                    findings.kind(RiskKind.READS_SECRETS);
                });
    }
}
