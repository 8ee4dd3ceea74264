package com.expacti.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Interpreters that take a program in another language on the command line. */
final class Languages {
    /**
     * @param flags one-letter options that may stand before or with the code option
     * @param valued one-letter options with a value
     * @param code one-letter options whose value is the program
     * @param longCode long options whose value is the program
     */
    private record Language(String name, String flags, String valued, String code, Set<String> longCode) {}

    private static final Options AWK =
            Options.of("", "Fv", "posix traditional sandbox lint re-interval", "assign field-separator");
    private static final Options SED =
            Options.of("nErszu", "l", "quiet silent regexp-extended null-data separate unbuffered posix", "");

    private Languages() {}

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        Language python = new Language("python", "bBdEhiIOPqsSuvVx?", "WXm", "c", Set.of());
        Language perl = new Language("perl", "acfnpsStTuUvwWXl0", "CDFiIMmVx", "eE", Set.of());
        Language ruby = new Language("ruby", "acdhlnpsSvwy0", "CEFiIKrTxW", "e", Set.of());
        Language node = new Language("javascript", "civ", "rC", "ep", Set.of("--eval", "--print"));
        Language php = new Language("php", "aeEhilmnqsvw", "cdfSzt", "rBR", Set.of());
        Language lua = new Language("lua", "EivW", "l", "e", Set.of());
        List.of("python", "pypy").forEach(name -> table.put(name, call -> run(call, python)));
        List.of("perl").forEach(name -> table.put(name, call -> run(call, perl)));
        List.of("ruby", "jruby").forEach(name -> table.put(name, call -> run(call, ruby)));
        List.of("node", "nodejs", "bun").forEach(name -> table.put(name, call -> run(call, node)));
        table.put("php", call -> run(call, php));
        List.of("lua", "luajit").forEach(name -> table.put(name, call -> run(call, lua)));
        List.of("awk", "gawk", "mawk", "nawk").forEach(name -> table.put(name, Languages::awk));
        List.of("sed", "gsed").forEach(name -> table.put(name, Languages::sed));
        return Map.copyOf(table);
    }

    /** {@code python3.12} is {@code python}. */
    static String withoutVersion(String name) {
        return name.replaceFirst("-?[0-9][0-9.]*$", "");
    }

    static boolean isInput(Word word) {
        return word.value()
                .filter(Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")::contains)
                .isPresent();
    }

    private static List<Effective> run(Call call, Language language) {
        for (int at = 1; at < call.words().size(); at++) {
            Word word = call.words().get(at);
            Optional<String> value = word.value();
            if (value.isEmpty()) {
                return call.unknown("the word `%s` may be a %s program".formatted(word.raw(), language.name()));
            }
            String text = value.get();
            if (text.length() < 2 || text.charAt(0) != '-') {
                return isInput(word) ? input(call, language) : file(call, text, language);
            }
            Optional<List<Effective>> code =
                    text.startsWith("--") ? longOption(call, at, language) : cluster(call, at, language);
            if (code.isPresent()) {
                return code.get();
            }
            at += takesNext(text, language) ? 1 : 0;
        }
        return call.words().size() == 1 || call.filling().appends() ? input(call, language) : alone(call, language);
    }

    private static List<Effective> file(Call call, String file, Language language) {
        return call.filling().touches(file)
                ? call.unknown("the %s file is not known for certain".formatted(language.name()))
                : call.itself();
    }

    /** Only options: a question such as {@code --version}, or a program on the input. */
    private static List<Effective> alone(Call call, Language language) {
        Set<String> asking = Set.of("--version", "-V", "-v", "--help", "-h");
        boolean asks = call.words().size() == 2
                && call.value(1).filter(asking::contains).isPresent();
        boolean module =
                call.value(call.words().size() - 2).filter("-m"::equals).isPresent();
        return asks || module ? call.itself() : input(call, language);
    }

    private static List<Effective> input(Call call, Language language) {
        if (call.filling().appends()) {
            return call.unknown("words added at run time become the %s program".formatted(language.name()));
        }
        return call.code(language.name(), Payloads.body(call.origin()).flatMap(Word::value));
    }

    private static Optional<List<Effective>> longOption(Call call, int at, Language language) {
        String text = call.value(at).orElse("");
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (language.longCode().contains(name)) {
            Optional<String> code = equals < 0 ? call.value(at + 1) : Optional.of(text.substring(equals + 1));
            return Optional.of(call.code(language.name(), code));
        }
        boolean known = Set.of("--version", "--help").contains(name);
        return known
                ? Optional.empty()
                : Optional.of(call.unknown("the option `%s` is not one that is understood".formatted(name)));
    }

    private static Optional<List<Effective>> cluster(Call call, int at, Language language) {
        String text = call.value(at).orElse("");
        for (int i = 1; i < text.length(); i++) {
            char option = text.charAt(i);
            if (language.code().indexOf(option) >= 0) {
                Optional<String> code = i + 1 < text.length() ? Optional.of(text.substring(i + 1)) : call.value(at + 1);
                return Optional.of(call.code(language.name(), code));
            }
            if (language.valued().indexOf(option) >= 0) {
                return moduleWithCode(call, option, language);
            }
            if (language.flags().indexOf(option) < 0) {
                return Optional.of(call.unknown("the option `%s` is not one that is understood".formatted(text)));
            }
        }
        return Optional.empty();
    }

    // `perl -M'POSIX;system(…)'` and `-i` or `-x` in odd places hold code or change how the rest is read.
    private static Optional<List<Effective>> moduleWithCode(Call call, char option, Language language) {
        boolean python = language.name().equals("python");
        boolean certain = python || language.name().equals("lua") || "iIF".indexOf(option) >= 0;
        return certain
                ? Optional.empty()
                : Optional.of(call.unknown("the option `-%c` of %s may hold code".formatted(option, language.name())));
    }

    private static boolean takesNext(String text, Language language) {
        char last = text.charAt(text.length() - 1);
        boolean optional = !language.name().equals("python") && "iI0l".indexOf(last) >= 0 && last != 'I';
        return !text.startsWith("--") && language.valued().indexOf(last) >= 0 && !optional && text.length() == 2;
    }

    private static List<Effective> awk(Call call) {
        Options.Scan scan = AWK.scan(call.words(), 1);
        if (scan.trouble().isPresent()) {
            return call.unknown("in `awk`, %s".formatted(scan.trouble().get()));
        }
        Optional<String> program = call.value(scan.operand());
        boolean plain = program.filter(text -> !text.matches("(?s).*(system|getline|[|>@]).*"))
                .isPresent();
        return plain && !call.filling().touches(program.orElse("")) ? call.itself() : call.code("awk", program);
    }

    /** Only substitutions without the {@code e} flag and the commands {@code p d q} are taken to run nothing. */
    private static List<Effective> sed(Call call) {
        Options.Scan scan = SED.scan(call.words(), 1);
        Optional<String> program = call.value(scan.operand());
        if (scan.trouble().isPresent() || program.isEmpty()) {
            return call.code("sed", Optional.empty());
        }
        String address = "([0-9]+|\\$|/[^/\\\\\n]*/)";
        String simple = "\\s*(" + address + "(," + address
                + ")?)?\\s*([pdq=]|s([/|,#])[^/|,#\\\\\n]*\\6[^/|,#\\\\\n]*\\6[gpIi0-9]*)\\s*";
        boolean plain = program.get().matches(simple) && !call.filling().touches(program.get());
        return plain ? call.itself() : call.code("sed", program);
    }
}
