package com.expacti.shell;

import com.expacti.shell.Call.Filling;
import com.expacti.shell.Options.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code find} and {@code xargs}, which run a command for what they find or read. */
final class SearchWrappers {
    private static final Set<String> ACTIONS = Set.of("-exec", "-execdir", "-ok", "-okdir");
    private static final Set<String> WRITING = Set.of("-delete", "-fprint", "-fprint0", "-fprintf", "-fls");
    private static final Options XARGS = Options.of(
                    "0rtpxo",
                    "adEILnPs",
                    "null no-run-if-empty verbose interactive exit open-tty show-limits replace max-lines eof",
                    "arg-file delimiter max-procs max-args max-chars process-slot-var")
            .withAttached("iel");

    private SearchWrappers() {}

    static Map<String, Wrappers.Wrapper> table() {
        return Map.of(
                "find", SearchWrappers::find,
                "gfind", SearchWrappers::find,
                "xargs", SearchWrappers::xargs,
                "gxargs", SearchWrappers::xargs);
    }

    private static List<Effective> find(Call call) {
        List<Effective> all = new ArrayList<>();
        boolean plain = !call.filling().appends();
        int at = 1;
        while (at < call.words().size()) {
            Word word = call.words().get(at);
            boolean action = word.value().filter(ACTIONS::contains).isPresent();
            if (action) {
                int end = end(call, at + 1);
                List<Word> words = call.words().subList(at + 1, end);
                all.addAll(Wrappers.resolve(call.passedOn(words, "find", new Filling(false, "{}"))));
                plain &= end < call.words().size();
                at = end;
            } else {
                plain &= word.value().isPresent() || Certainty.cannotBeOption(word);
            }
            at++;
        }
        if (!plain) {
            all.addAll(call.unknown("a word of `find` is not certain and may be an action"));
        }
        boolean acts = call.words().stream()
                .anyMatch(word -> word.value().filter(WRITING::contains).isPresent());
        all.addAll(all.isEmpty() || acts ? call.itself() : List.of());
        return all;
    }

    /** Index of the {@code ;}, or the {@code +} after braces, that ends an action; the number of words if none does. */
    private static int end(Call call, int from) {
        for (int i = from; i < call.words().size(); i++) {
            String word = call.value(i).orElse("");
            boolean plus =
                    word.equals("+") && call.value(i - 1).filter("{}"::equals).isPresent();
            if (word.equals(";") || plus) {
                return i;
            }
        }
        return call.words().size();
    }

    private static List<Effective> xargs(Call call) {
        Scan scan = XARGS.scan(call.words(), 1);
        if (scan.trouble().isPresent()) {
            return call.unknown("in `xargs`, %s".formatted(scan.trouble().get()));
        }
        if (scan.operand() >= call.words().size()) {
            return call.filling().appends()
                    ? call.unknown("words added at run time become the command of `xargs`")
                    : call.itself();
        }
        Optional<Options.Seen> replaced = scan.last("I", "i", "replace");
        if (replaced.filter(SearchWrappers::isUncertain).isPresent()) {
            return call.unknown("the placeholder of `xargs` is not known for certain");
        }
        Filling filling = replaced.map(option -> option.value().orElse(""))
                .map(text -> new Filling(false, text.isEmpty() ? "{}" : text))
                .orElse(new Filling(true, ""));
        List<Word> words = call.words().subList(scan.operand(), call.words().size());
        return Wrappers.resolve(call.passedOn(words, "xargs", filling));
    }

    /** {@code -I} needs a placeholder; {@code -i} and {@code --replace} have one of their own. */
    private static boolean isUncertain(Options.Seen option) {
        return option.name().equals("I")
                && option.value().filter(text -> !text.isEmpty()).isEmpty();
    }
}
