package com.expacti.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value that may start a program is read: which part of it is shell text, if any. */
enum Escape {
    /** Nothing is started. */
    NONE,
    /** All of it is a command line, or the words of one. */
    SHELL,
    /** The words that follow, up to a {@code ;}, are a command. */
    WORDS,
    /** The words that follow are put together into shell text. */
    LINE,
    /** Something is started in a way that is not followed. */
    UNSEEN,
    /** {@code ssh} with its options, which itself starts nothing but what the program needs. */
    REMOTE,
    /** A setting of OpenSSH. */
    SETTING,
    /** {@code exec=…} among harmless actions of {@code tar}. */
    TAR,
    /** {@code -TT}, whose value is the next word; {@code -T} alone starts {@code unzip}. */
    ZIP,
    /** A command of vi and its kin. */
    EDITOR,
    /** A command of {@code gdb}. */
    DEBUGGER,
    /** What stands after the plus sign of {@code less}. */
    PAGER,
    /** SQL with the client's own escapes: backslash and exclamation mark. */
    SQL,
    /** Lines, of which those with a dot are commands of {@code sqlite3}. */
    DOTS,
    /** What stands after the dot of a command of {@code sqlite3}. */
    DOT,
    /** A file, or a program behind a bar. */
    PIPED,
    /** A macro of {@code rpm}, in which <code>%(…)</code> is shell text. */
    MACRO,
    /** A command line with options of {@code socat} after commas. */
    COMMAND,
    /** A setting of {@code apt}. */
    APT,
    /** The argument of a module of {@code ansible}. */
    MODULE,
    /** Text in which an exclamation mark starts a shell. */
    BANG,
    JAVASCRIPT,
    PYTHON,
    OCTAVE,
    R,
    JULIA;

    private static final int PATTERN_UNITS_MAX = 4_000;

    private static final Pattern PLAIN_EDITING = Pattern.compile(
            "[:\\s]*([0-9$,.%]*|w?q?a?!?|wqa?!?|x|qa!?|set? [a-z]+([=?!]?[a-zA-Z0-9_,-]*)|syntax (on|off)|noh|/[^|]*|[0-9,%$]*d)\\s*");
    private static final Pattern PLAIN_DEBUGGING = Pattern.compile(
            "\\s*(bt|backtrace|where|q|quit|info [a-z ]+|thread apply all bt( full)?|set (pagination|confirm) (on|off)"
                    + "|set width [0-9]+|detach|bt full)\\s*");
    private static final Pattern PLAIN_PAGING = Pattern.compile("[+]?([0-9]*[gGF%]?|[/?][^!|]*)");
    private static final Pattern CLIENT_SHELL = Pattern.compile("(?m)(?:\\\\!|^\\s*(?:system|\\\\system)\\s)([^\\n]*)");
    private static final Pattern CLIENT_OTHER = Pattern.compile(
            "(?is)\\\\(o|g|gx|w|watch|copy|i|ir|e|ef|setenv)\\b[^\\n]*[|`]|\\\\copy[^\\n]*program|`|(^|\\n)\\s*pager\\s"
                    + "|\\\\P|\\\\i\\s|\\\\source|\\\\e");
    private static final Pattern DOT_SHELL = Pattern.compile("(?m)^\\s*\\.?(?:shell|system)\\s+([^\\n]*)");
    private static final Pattern DOT_OTHER = Pattern.compile(
            "(?m)^\\s*\\.?(load|edit|import\\s*\\||read|output\\s*\\||once\\s*(-e|-x|\\||'\\|)|excel|www)");
    private static final Pattern MACRO_SHELL = Pattern.compile("%\\(([^()]*)\\)");
    private static final List<String> PLAIN_APT = List.of(
            "debug::",
            "acquire::retries",
            "acquire::http::timeout",
            "acquire::forceipv4",
            "acquire::check-valid-until",
            "apt::get::",
            "apt::install-",
            "apt::color",
            "apt::acquire::retries",
            "dpkg::use-pty",
            "dpkg::lock::timeout",
            "dpkg::options::=--force-",
            "dpkg::progress");

    /** What a value starts: shell texts, and whether it may start more than these. */
    record Started(List<String> texts, boolean more) {
        static final Started NOTHING = new Started(List.of(), false);
        static final Started ANYTHING = new Started(List.of(), true);

        static Started of(String text) {
            return new Started(List.of(text), false);
        }
    }

    /** The language of a program text, if this is one. */
    Optional<String> language() {
        return switch (this) {
            case JAVASCRIPT, PYTHON, OCTAVE, R, JULIA -> Optional.of(name().toLowerCase(Locale.ROOT));
            default -> Optional.empty();
        };
    }

    Started read(String value) {
        // The patterns may look at the rest of a line from many places, so they are only tried on short texts.
        if (value.length() > PATTERN_UNITS_MAX && this != SHELL && this != NONE) {
            return Started.ANYTHING;
        }
        return switch (this) {
            case NONE -> Started.NOTHING;
            case SHELL -> Started.of(value);
            case TAR ->
                value.startsWith("exec=")
                        ? Started.of(value.substring(5))
                        : plain(value.matches("(dot|bell|totals|wait=.*|sleep=[0-9]+|ttyout=.*|echo.*|\\.)"));
            case EDITOR -> bang(value.replaceFirst("^[:\\s]+", ""), PLAIN_EDITING);
            case DEBUGGER -> bang(value.strip().replaceFirst("^shell\\s", "!"), PLAIN_DEBUGGING);
            case PAGER -> bang(value.replaceFirst("^\\+", ""), PLAIN_PAGING);
            case SQL -> found(CLIENT_SHELL, CLIENT_OTHER, value);
            case DOTS -> found(DOT_SHELL, DOT_OTHER, value.replaceAll("(?m)^(?!\\s*\\.).*$", ""));
            case DOT -> found(DOT_SHELL, DOT_OTHER, value);
            case PIPED -> value.startsWith("|") ? Started.of(value.substring(1)) : Started.NOTHING;
            case MACRO ->
                found(MACRO_SHELL, Pattern.compile("%\\{?(lua|load|include|uncompress|S|P)\\b|%\\([^()]*\\("), value);
            case COMMAND -> Started.of(value.replaceFirst(",[a-z-]+(=[^,]*)?(,.*)?$", ""));
            case APT -> apt(value);
            case BANG -> plain(value.indexOf('!') < 0);
            case REMOTE, SETTING, ZIP, UNSEEN, WORDS, LINE, MODULE, JAVASCRIPT, PYTHON, OCTAVE, R, JULIA ->
                Started.ANYTHING;
        };
    }

    private static Started plain(boolean plain) {
        return plain ? Started.NOTHING : Started.ANYTHING;
    }

    private static Started bang(String value, Pattern plain) {
        return value.startsWith("!")
                ? Started.of(value.substring(1))
                : plain(plain.matcher(value).matches());
    }

    private static Started found(Pattern shell, Pattern other, String value) {
        List<String> texts = new ArrayList<>();
        for (Matcher matcher = shell.matcher(value); matcher.find(); ) {
            texts.add(matcher.group(1));
        }
        return new Started(List.copyOf(texts), other.matcher(value).find());
    }

    private static Started apt(String value) {
        String name = value.toLowerCase(Locale.ROOT);
        if (PLAIN_APT.stream().anyMatch(name::startsWith)) {
            return Started.NOTHING;
        }
        int equals = value.indexOf('=');
        return name.contains("invoke") && equals > 0 ? Started.of(value.substring(equals + 1)) : Started.ANYTHING;
    }
}
