package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Effort;
import com.expacti.shell.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What program text in another language may do, by the names it uses. Names it doesn't know add nothing: code is MEDIUM as it is. */
final class CodeInspector {
    static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "rbash", "busybox");
    static final Set<String> LANGUAGES = Set.of(
            "python",
            "python2",
            "python3",
            "pypy",
            "pypy3",
            "perl",
            "ruby",
            "node",
            "nodejs",
            "deno",
            "php",
            "lua",
            "Rscript",
            "R",
            "julia",
            "osascript",
            "pwsh",
            "powershell",
            "cmd",
            "bun",
            "tclsh",
            "java",
            "groovy",
            "swift",
            "guile",
            "ts-node",
            "tsx");
    private static final List<String> STARTS = List.of(
            "os.system",
            "subprocess",
            "popen",
            "exec(",
            "execv",
            "spawn",
            "child_process",
            "system(",
            "shell_exec",
            "passthru",
            "proc_open",
            "`",
            "%x",
            "runtime.getruntime",
            "os.execute",
            "invoke-expression",
            "start-process",
            "__import__",
            "eval(",
            "ctypes",
            "do shell script");
    private static final List<String> DESTROYS = List.of(
            "rmtree",
            "unlink",
            "os.remove",
            "removedirs",
            "rmsync",
            "fs.rm",
            "rimraf",
            "rm_rf",
            "rm_r",
            "fileutils.rm",
            "rmdir",
            "truncate",
            "drop table",
            "drop database",
            "delete from",
            "remove-item",
            "file.delete",
            "os.rename");
    private static final List<String> SENDS = List.of(
            "socket",
            "requests.post",
            "requests.put",
            "urlopen",
            "urllib",
            "http.client",
            "httpx",
            "fetch(",
            "axios",
            "net.connect",
            "smtplib",
            "net::http",
            "io::socket",
            "lwp",
            "invoke-webrequest",
            "http.request",
            "https.request",
            "ftplib",
            "paramiko");
    private static final List<String> WRITES = List.of(
            "'w'",
            "\"w\"",
            "'a'",
            "\"a\"",
            "'wb'",
            "writefile",
            "write_text",
            "file.write",
            "file_put_contents",
            "appendfile");
    private static final List<String> DECODES = List.of(
            "b64decode",
            "base64",
            "fromhex",
            "unhexlify",
            "decode64",
            "atob(",
            "buffer.from",
            "chr(",
            "rot13",
            "marshal",
            "pickle");

    /** Calls that load a module by a name in quotes, so that quoted names count as names. */
    private static final List<String> LOADS = List.of("require", "import", "getattr", "use ", "load ", "globals");

    /** Calls that hand quoted text to a database. */
    private static final List<String> QUERIES = List.of("execute", "query", "cursor", "connect", ".do(", "rawsql");

    /** Calls that read files. */
    private static final List<String> READS = List.of(
            "open",
            "readfile",
            "read_text",
            "file_get_contents",
            "slurp",
            "readlines",
            "createreadstream",
            "file.read");

    private static final List<String> WINDOWS_DOWNLOADS =
            List.of("iwr", "irm", "invoke-webrequest", "downloadstring", "invoke-restmethod", "downloadfile");

    /** How many texts in quotes are tried as commands. */
    private static final int TEXTS_MAX = 16;

    static boolean isWindowsShell(String program) {
        return program.startsWith("powershell") || program.equals("pwsh");
    }

    private CodeInspector() {}

    static void inspect(String code, Span span, Findings findings) {
        Effort.spend(64 + 4L * code.length());
        CodeText text = CodeText.of(code);
        String lower = code.toLowerCase(Locale.ROOT);
        String calls = text.outside().toLowerCase(Locale.ROOT);
        boolean loads = LOADS.stream().anyMatch(calls::contains);
        boolean starts = mark(loads ? lower : calls, STARTS, Modifier.RUNS_PROGRAM, span, findings);
        boolean queries = QUERIES.stream().anyMatch(calls::contains);
        boolean destroys = mark(queries || starts ? lower : calls, DESTROYS, Modifier.DESTRUCTIVE, span, findings);
        boolean sends = mark(calls, SENDS, Modifier.SENDS_DATA, span, findings);
        boolean writes = mark(calls.contains("open") ? lower : calls, WRITES, Modifier.WRITES_FILE, span, findings);
        boolean decodes = DECODES.stream().anyMatch(lower::contains);
        if (decodes && (lower.contains("exec") || lower.contains("eval") || lower.contains("system"))) {
            findings.add(Modifier.DISGUISED, span);
        }
        boolean fetchedAndRun = sends && (calls.contains("exec(") || calls.contains("eval("))
                || WINDOWS_DOWNLOADS.stream().anyMatch(lower::contains)
                        && lower.matches("(?s).*\\b(?:iex|invoke-expression)\\b.*");
        if (fetchedAndRun) {
            findings.add(RiskTable.Combination.DOWNLOAD_TO_INTERPRETER, span);
        }
        boolean starting = starts || calls.contains("`") || calls.contains("exec ") || calls.contains("system ");
        if (starting || calls.isBlank()) {
            worstText(code, span).ifPresent(findings::takeWorse);
        }
        boolean acts = starts
                || destroys
                || sends
                || writes
                || READS.stream().anyMatch(calls::contains)
                || calls.contains("`");
        if (acts) {
            paths(lower, destroys || starts || writes, span, findings);
        }
    }

    /** The worst of the texts in quotes, and of all of them as the words of one command. */
    static Optional<Findings> worstText(String code, Span span) {
        List<String> texts = CodeText.of(code).inside();
        List<String> tried = new ArrayList<>(texts.subList(0, Math.min(texts.size(), TEXTS_MAX)));
        if (texts.size() > 1) {
            tried.add(String.join(" ", tried));
            tried.add(String.join("", texts.subList(0, Math.min(texts.size(), TEXTS_MAX))));
        }
        return tried.stream()
                .filter(text -> text.length() > 1)
                .map(text -> StartedCommands.scoreText(Argument.literal(text, span), StartedCommands.NESTING_MAX - 1))
                .max(Comparator.comparingInt(Findings::points))
                .filter(worst -> worst.points() > RiskTable.Category.INTERPRETERS.points);
    }

    private static void paths(String lower, boolean changes, Span span, Findings findings) {
        for (String part : lower.split("[\\s'\"(),;]+")) {
            if (part.indexOf('/') >= 0 || part.startsWith(".")) {
                FileInspector.reads(List.of(Argument.literal(part, span)), findings);
                if (changes && (Paths.isWhole(part) || Paths.isSystem(part)) && !part.equals(".")) {
                    findings.add(Modifier.SYSTEM_PATH, span);
                }
            }
        }
    }

    private static boolean mark(String code, List<String> names, Modifier modifier, Span span, Findings findings) {
        boolean found = names.stream().anyMatch(code::contains);
        if (found) {
            findings.add(modifier, span);
        }
        return found;
    }

    static boolean isInterpreter(String program) {
        return SHELLS.contains(program) || LANGUAGES.contains(program);
    }

    /** Inline code of an interpreter: the word after {@code -c}, {@code -e} and the like. */
    static Optional<Argument> inlineCode(Invocation invocation) {
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            boolean windows = text.equalsIgnoreCase("/c") || text.equalsIgnoreCase("/k");
            if (!text.startsWith("-") && !windows) {
                return Optional.empty();
            }
            boolean code = windows
                    || Set.of(
                                    "-c",
                                    "-e",
                                    "-E",
                                    "-r",
                                    "--eval",
                                    "-p",
                                    "--print",
                                    "-Command",
                                    "-command",
                                    "-batch",
                                    "-ex",
                                    "-ne",
                                    "-pe",
                                    "-ce",
                                    "-lc",
                                    "-pi",
                                    "-i")
                            .contains(text)
                    || text.length() > 2 && text.charAt(1) != '-' && (text.endsWith("c") || text.endsWith("e"));
            if (code && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether an interpreter reads its program from standard input. */
    static boolean readsInput(Invocation invocation) {
        if (!isInterpreter(invocation.program())) {
            return false;
        }
        boolean inline = inlineCode(invocation).isPresent();
        for (Argument argument : invocation.arguments()) {
            String text = argument.text();
            if (text.equals("-") || text.equals("-s") || text.equals("/dev/stdin")) {
                return true;
            }
            if (!argument.isOption() || inline) {
                return false;
            }
        }
        return true;
    }
}
