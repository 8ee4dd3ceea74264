package com.expacti.cli.show;

import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * An explanation as lines of text: the command with marks under its parts, each part's factors, the tree, the rules that had
 * or nearly had a say, and what would change. Nothing of the command is interpreted by the terminal.
 */
public final class Explained {
    private static final int DEPTH_MAX = 40;

    /** A longer command is shown up to here; marks beyond it are left out. */
    private static final int SHOWN_MAX = 2_000;

    private final Paint paint;
    private final String command;
    private final Message answer;
    private final List<String> lines = new ArrayList<>();

    private Explained(Paint paint, String command, Message answer) {
        this.paint = paint;
        this.command = command.length() > SHOWN_MAX ? command.substring(0, SHOWN_MAX) : command;
        this.answer = answer;
    }

    /** The parts of an answer below the score and before the verdict: the command, marked, and what each part risks. */
    public static List<String> parts(Paint paint, String command, Message answer) {
        Explained explained = new Explained(paint, command, answer);
        explained.parts();
        return explained.lines;
    }

    /** What follows the verdict: how it is read, which rules nearly let it through, what would change. */
    public static List<String> reasons(Paint paint, String command, Message answer) {
        Explained explained = new Explained(paint, command, answer);
        explained.tree();
        explained.rules();
        explained.changes();
        return explained.lines;
    }

    private void parts() {
        List<Message> parts = answer.objects("parts");
        if (parts.isEmpty()) {
            return;
        }
        lines.add("  " + paint.strong(Printable.of(command)));
        for (int i = 0; i < parts.size(); i++) {
            Message part = parts.get(i);
            String level = part.text("risk_level").orElse("");
            String score = number(part, "risk_score") + " " + Printable.of(level);
            under(part, "^", level, (parts.size() > 1 ? (i + 1) + "  " : "") + score);
            if (parts.size() > 1) {
                part.objects("risk_factors")
                        .forEach(factor -> lines.add("      %+d %s"
                                .formatted(
                                        points(factor),
                                        Printable.of(factor.text("label").orElse("")))));
            }
        }
    }

    /** A mark below the characters of a span, in the columns they have on the screen. */
    private void under(Message holder, String mark, String level, String label) {
        int[] span = span(holder);
        if (span[0] >= command.length() || span[1] <= span[0]) {
            lines.add("  " + paint.risk(level, label));
            return;
        }
        int from = columns(span[0]);
        int to = columns(Math.min(span[1], command.length()));
        lines.add("  " + " ".repeat(from) + paint.risk(level, mark.repeat(Math.max(1, to - from)) + " " + label));
    }

    private int columns(int offset) {
        String shown = Printable.of(command.substring(0, offset));
        return shown.codePointCount(0, shown.length());
    }

    private static int[] span(Message holder) {
        int[] span = new int[2];
        if (holder.fields().get("span") instanceof List<?> ends && ends.size() == 2) {
            for (int i = 0; i < 2; i++) {
                span[i] = ends.get(i) instanceof Number end ? Math.max(0, end.intValue()) : 0;
            }
        }
        return span;
    }

    private void tree() {
        answer.object("parse").ifPresent(parse -> {
            parse.text("reason").ifPresent(reason -> lines.add("It can't be read: " + Printable.of(reason)));
            parse.object("tree").ifPresent(tree -> {
                lines.add("It is read as:");
                node(tree, 1);
            });
        });
    }

    private void node(Message node, int depth) {
        if (depth > DEPTH_MAX) {
            return;
        }
        String kind = node.text("kind").orElse("");
        List<Message> children = node.objects("children");
        boolean single = children.size() == 1 && (kind.equals("script") || kind.equals("item"));
        if (!single) {
            lines.add("  ".repeat(depth) + described(node, kind));
        }
        children.forEach(child -> node(child, single ? depth : depth + 1));
    }

    private String described(Message node, String kind) {
        int[] span = span(node);
        String text = span[1] <= command.length() && span[0] <= span[1] ? command.substring(span[0], span[1]) : "";
        String name = Printable.of(kind.replace('_', ' '));
        boolean unknown = Boolean.FALSE.equals(node.fields().get("known"));
        String value = node.text("value")
                .filter(known -> !known.equals(text))
                .map(known -> " = " + Printable.of(known))
                .orElse("");
        return paint.faint(name) + " " + Printable.of(text) + value
                + (unknown ? paint.faint(" (known only when it runs)") : "");
    }

    private void rules() {
        for (Message rule : answer.objects("matched_rules")) {
            lines.add("Rule " + Printable.of(rule.text("rule_id").orElse("")) + pattern(rule) + of(rule));
        }
        for (Message miss : answer.objects("near_misses")) {
            lines.add("Nearly: rule " + Printable.of(miss.text("rule_id").orElse("")) + pattern(miss) + ": "
                    + Printable.of(miss.text("reason").orElse("")));
        }
    }

    private static String pattern(Message rule) {
        return rule.text("pattern")
                .map(pattern -> " `" + Printable.of(pattern) + "`")
                .orElse("");
    }

    private static String of(Message rule) {
        if (rule.fields().get("parts") instanceof List<?> parts && !parts.isEmpty()) {
            List<String> numbers = new ArrayList<>();
            parts.forEach(
                    part -> numbers.add(part instanceof Number index ? String.valueOf(index.intValue() + 1) : "?"));
            return " for part " + String.join(", ", numbers);
        }
        return "";
    }

    private void changes() {
        List<String> sentences = answer.texts("what_would_change");
        if (!sentences.isEmpty()) {
            lines.add("What would change it:");
            sentences.forEach(sentence -> lines.add("  - " + Printable.of(sentence)));
        }
    }

    private static long number(Message holder, String field) {
        return holder.number(field).orElse(0);
    }

    private static long points(Message factor) {
        return factor.fields().get("points") instanceof Number points ? points.longValue() : 0;
    }
}
