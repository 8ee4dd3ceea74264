package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code find} deletes, writes or starts, and how far its tests narrow that down. */
final class FindInspector {
    private static final Set<String> STARTS =
            Set.of("-exec", "-execdir", "-ok", "-okdir", "-x", "-X", "--exec", "--exec-batch");
    private static final Set<String> NAMES = Set.of("-name", "-iname", "-path", "-ipath", "-wholename", "-regex");

    private FindInspector() {}

    static void inspect(Invocation invocation, Findings findings) {
        List<Argument> arguments = invocation.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (STARTS.contains(argument.text())) {
                findings.kind(RiskKind.RUNS_PROGRAM);
            } else if (argument.text().equals("-delete")) {
                findings.raiseTo(Category.FILES, argument.span());
                findings.add(Modifier.DESTRUCTIVE, argument.span());
                hits(invocation, findings);
            } else if (Set.of("-fprint", "-fprintf", "-fls", "-fprint0").contains(argument.text())) {
                FileInspector.writes(i + 1 < arguments.size() ? arguments.get(i + 1) : argument, findings);
            }
        }
        secretNames(invocation, findings);
    }

    /** What a destructive command that find starts, or its own {@code -delete}, can hit. */
    static void hits(Invocation find, Findings findings) {
        List<Argument> roots = roots(find);
        Optional<Argument> name = name(find);
        boolean narrowed = name.isPresent();
        boolean outside = roots.stream()
                .anyMatch(root -> Paths.isAbsolute(root.text()) || Paths.climbs(root.text()) || root.expands());
        if (narrowed && !outside) {
            boolean made = name.filter(FindInspector::isMade).isPresent();
            if (made) {
                findings.add(Modifier.TEMP_OR_BUILD, name.get().span());
            }
            return;
        }
        boolean temporary = !roots.isEmpty()
                && roots.stream().allMatch(root -> Paths.isTemporary(root.text() + "/x") && !root.expands());
        if (temporary) {
            findings.add(Modifier.TEMP_OR_BUILD, roots.getFirst().span());
        } else {
            Argument at = roots.isEmpty() ? find.name() : roots.getFirst();
            findings.add(Modifier.RECURSIVE, at.span());
            FileInspector.hit(
                    roots.isEmpty() ? List.of(Argument.literal(".", find.name().span())) : roots, findings);
        }
    }

    private static boolean isMade(Argument name) {
        String text = name.text().replace("*", "x");
        return Paths.isTemporary(text);
    }

    private static Optional<Argument> name(Invocation find) {
        List<Argument> arguments = find.arguments();
        for (int i = 0; i + 1 < arguments.size(); i++) {
            boolean negated =
                    i > 0 && Set.of("!", "-not").contains(arguments.get(i - 1).text());
            if (NAMES.contains(arguments.get(i).text())
                    && !negated
                    && !arguments.get(i + 1).text().equals("*")) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** {@code find / -name id_rsa}: whoever looks for keys is about to find them. */
    private static void secretNames(Invocation find, Findings findings) {
        name(find)
                .filter(name -> Paths.isSecret(name.text().replace("*", "x"))
                        || name.text().equals("*.key"))
                .filter(name -> roots(find).stream().anyMatch(root -> Paths.isAbsolute(root.text())))
                .ifPresent(name -> {
                    findings.raiseTo(Category.SECRETS, name.span());
                    findings.kind(RiskKind.READS_SECRETS);
                });
    }

    static List<Argument> roots(Invocation invocation) {
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
