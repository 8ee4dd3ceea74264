package com.expacti.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Interpreters that take a program in another language on the command line. */
final class Languages {
    /**
     * @param flags one-letter options without a value
     * @param plain one-letter options whose value, attached or the next word, is no code
     * @param attached one-letter options whose value, if any, is attached and no code
     * @param code one-letter options whose value is the program
     * @param longCode long options whose value is the program
     */
    private record Language(
            String name, String flags, String plain, String attached, String code, Set<String> longCode) {}

    private static final Options AWK =
            Options.of("", "Fv", "posix traditional sandbox lint re-interval", "assign field-separator");
    private static final Options SED =
            Options.of("nErszu", "l", "quiet silent regexp-extended null-data separate unbuffered posix", "");

    /** The pattern for plain programs may look back over blanks, so it is only tried on short ones. */
    private static final int PLAIN_SED_UNITS_MAX = 200;

    private static final Set<String> CODE_MODULES =
            Set.of("timeit", "pdb", "code", "cProfile", "profile", "trace", "asyncio", "IPython", "idlelib");

    private Languages() {}

    static Map<String, Wrappers.Wrapper> table() {
        Map<String, Wrappers.Wrapper> table = new HashMap<>();
        Language python = new Language("python", "bBdEhiIOPqsSuvVx?", "WXm", "", "c", Set.of());
        Language perl = new Language("perl", "acfnpsStTuUvwWX", "I", "il0", "eE", Set.of());
        Language ruby = new Language("ruby", "anpsSvwy", "I", "il0", "e", Set.of());
        Language node = new Language("javascript", "civ", "", "", "ep", Set.of("--eval", "--print"));
        Language php = new Language("php", "ehilmnqsvw", "tS", "", "rBRE", Set.of());
        Language lua = new Language("lua", "EivW", "l", "", "e", Set.of());
        List.of("python", "pypy").forEach(name -> table.put(name, call -> run(call, python)));
        table.put("perl", call -> run(call, perl));
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
        int end = name.length();
        while (end > 0 && (Units.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
            end--;
        }
        return name.substring(0, end > 0 && name.charAt(end - 1) == '-' ? end - 1 : end);
    }

    static boolean isInput(Word word) {
        return word.value()
                .filter(Set.of("-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")::contains)
                .isPresent();
    }

    private static List<Effective> run(Call call, Language language) {
        List<Optional<String>> programs = new ArrayList<>();
        for (int at = 1; at < call.words().size(); at++) {
            Word word = call.words().get(at);
            Optional<String> value = word.value();
            if (value.isEmpty()) {
                return programs.isEmpty()
                        ? call.unknown("the word `%s` may be a %s program".formatted(word.raw(), language.name()))
                        : call.code(
                                language.name(), Certainty.cannotBeOption(word) ? joined(programs) : Optional.empty());
            }
            String text = value.get();
            if (text.length() < 2 || text.charAt(0) != '-') {
                return operand(call, word, programs, language);
            }
            Step step = text.startsWith("--") ? longOption(call, at, language) : cluster(call, at, language);
            if (step.trouble().isPresent()) {
                return call.unknown(step.trouble().get());
            }
            step.program().ifPresent(programs::add);
            if (language.name().equals("python") && runsCode(call, at, text)) {
                return call.unknown("a module of python is given code");
            }
            if (language.name().equals("python") && !programs.isEmpty()) {
                return call.code("python", joined(programs));
            }
            at += step.words() - 1;
        }
        return programs.isEmpty() ? onlyOptions(call, language) : call.code(language.name(), joined(programs));
    }

    /** One option: how many words it takes and, if its value is a program, that. */
    private record Step(int words, Optional<Optional<String>> program, Optional<String> trouble) {
        static Step over(int words) {
            return new Step(words, Optional.empty(), Optional.empty());
        }

        static Step stuck(String reason) {
            return new Step(1, Optional.empty(), Optional.of(reason));
        }
    }

    private static Optional<String> joined(List<Optional<String>> programs) {
        boolean known = programs.stream().allMatch(Optional::isPresent);
        return known
                ? Optional.of(String.join(
                        "\n", programs.stream().flatMap(Optional::stream).toList()))
                : Optional.empty();
    }

    private static List<Effective> operand(Call call, Word word, List<Optional<String>> programs, Language language) {
        if (!programs.isEmpty()) {
            return call.code(language.name(), joined(programs));
        }
        return isInput(word) ? input(call, language) : file(call, word.value().orElse(""), language);
    }

    private static List<Effective> file(Call call, String file, Language language) {
        return call.filling().touches(file)
                ? call.unknown("the %s file is not known for certain".formatted(language.name()))
                : call.itself();
    }

    private static boolean runsCode(Call call, int at, String option) {
        String module = option.endsWith("m") ? call.value(at + 1).orElse("") : option.replaceFirst("^-[a-zA-Z]*?m", "");
        return option.contains("m") && CODE_MODULES.contains(module);
    }

    /** Only options: a question such as {@code --version}, or a program on the input. */
    private static List<Effective> onlyOptions(Call call, Language language) {
        Set<String> asking = Set.of("--version", "-V", "-v", "--help", "-h");
        boolean asks = call.words().size() == 2
                && call.value(1).filter(asking::contains).isPresent();
        boolean module =
                call.value(call.words().size() - 2).filter("-m"::equals).isPresent();
        boolean certain =
                !call.filling().appends() && (asks || module && language.name().equals("python"));
        return certain ? call.itself() : input(call, language);
    }

    private static List<Effective> input(Call call, Language language) {
        if (call.filling().appends()) {
            return call.unknown("words added at run time become the %s program".formatted(language.name()));
        }
        return call.code(language.name(), Payloads.body(call.origin()).flatMap(Word::value));
    }

    private static Step longOption(Call call, int at, Language language) {
        String text = call.value(at).orElse("");
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        if (language.longCode().contains(name)) {
            return equals < 0
                    ? new Step(2, Optional.of(call.value(at + 1)), Optional.empty())
                    : new Step(1, Optional.of(Optional.of(text.substring(equals + 1))), Optional.empty());
        }
        boolean known = Set.of("--version", "--help").contains(name);
        return known ? Step.over(1) : Step.stuck("the option `%s` is not one that is understood".formatted(name));
    }

    private static Step cluster(Call call, int at, Language language) {
        String text = call.value(at).orElse("");
        for (int i = 1; i < text.length(); i++) {
            char option = text.charAt(i);
            boolean last = i + 1 == text.length();
            if (language.code().indexOf(option) >= 0) {
                return last
                        ? new Step(2, Optional.of(call.value(at + 1)), Optional.empty())
                        : new Step(1, Optional.of(Optional.of(text.substring(i + 1))), Optional.empty());
            }
            if (language.plain().indexOf(option) >= 0) {
                return last ? withValue(call, at) : Step.over(1);
            }
            if ((option == 'l' || option == '0') && language.attached().indexOf(option) >= 0) {
                // A number may follow; then more options.
                while (i + 1 < text.length() && Units.isDigit(text.charAt(i + 1))) {
                    i++;
                }
                continue;
            }
            if (language.attached().indexOf(option) >= 0) {
                return Step.over(1);
            }
            if (language.flags().indexOf(option) < 0) {
                return Step.stuck("the option `%s` of %s may hold code".formatted(text, language.name()));
            }
        }
        return Step.over(1);
    }

    private static Step withValue(Call call, int at) {
        boolean certain = call.value(at + 1).isPresent();
        return certain ? Step.over(2) : Step.stuck("the word after an option is not certain");
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
        List<Word> words = call.words().stream()
                .filter(word -> word.value()
                        .filter(text -> text.matches("-[nErsz]*i[^;]*"))
                        .isEmpty())
                .toList();
        Options.Scan scan = SED.scan(words, 1);
        Optional<String> program =
                scan.operand() < words.size() ? words.get(scan.operand()).value() : Optional.empty();
        if (scan.trouble().isPresent() || program.isEmpty()) {
            return call.code("sed", Optional.empty());
        }
        String address = "([0-9]+|\\$|/[^/\\\\\n]*/)";
        String simple = "\\s*(" + address + "(," + address
                + ")?)?\\s*([pdq=]|s([/|,#])[^/|,#\\\\\n]*\\6[^/|,#\\\\\n]*\\6[gpIi0-9]*)\\s*";
        boolean plain = program.get().length() <= PLAIN_SED_UNITS_MAX
                && program.get().matches(simple)
                && !call.filling().touches(program.get());
        return plain ? call.itself() : call.code("sed", program);
    }
}
