package com.expacti.api.explain;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.domain.explain.TreeNode;
import com.expacti.shell.Effective;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import com.expacti.shell.Unparsed;
import com.expacti.shell.Word;
import com.expacti.shell.Wrappers;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a line is read: its simple commands, what they start in the end, and the tree. */
final class ParseBody {
    /** Commands that are shown; the tree has its own limit. */
    private static final int COMMANDS_MAX = 200;

    private ParseBody() {}

    static JsonNode of(Parse parse, Optional<TreeNode> tree) {
        return switch (parse) {
            case Parsed parsed ->
                JsonObject.object()
                        .put("parsed", true)
                        .put(
                                "commands",
                                JsonNode.createArrayNode(parsed.simpleCommands().stream()
                                        .limit(COMMANDS_MAX)
                                        .map(command -> command(parsed.text(), command))
                                        .toList()))
                        .putNode("tree", tree.map(ParseBody::node))
                        .node();
            case Unparsed unparsed ->
                JsonObject.object()
                        .put("parsed", false)
                        .put("reason", unparsed.reason())
                        .put("at", unparsed.at())
                        .put("commands", JsonNode.createArrayNode(List.of()))
                        .node();
        };
    }

    /** Each word as it is known after quote removal, or as it is written where only the shell will know. */
    private static JsonNode command(String text, SimpleCommand command) {
        return JsonObject.object()
                .put("text", command.span().of(text))
                .put("span", span(command.span()))
                .put(
                        "words",
                        JsonNode.createArrayNode(
                                command.words().stream().map(ParseBody::word).toList()))
                .put("effective", JsonNode.createArrayNode(effective(command)))
                .node();
    }

    private static JsonNode word(Word word) {
        return JsonObject.object()
                .put("raw", word.raw())
                .put("value", word.value())
                .put("known", word.value().isPresent())
                .put("span", span(word.span()))
                .node();
    }

    /** What it starts behind wrappers; nothing where it is just itself. */
    private static List<JsonNode> effective(SimpleCommand command) {
        List<JsonNode> started = new ArrayList<>();
        for (Effective each : Wrappers.effective(command)) {
            JsonObject body = JsonObject.object().putTexts("via", each.via());
            switch (each) {
                case Effective.Command inner -> {
                    if (inner.command() != command) {
                        started.add(body.putTexts(
                                        "words",
                                        inner.words().stream()
                                                .map(word -> word.value().orElse(word.raw()))
                                                .toList())
                                .node());
                    }
                }
                case Effective.Code code ->
                    started.add(body.put("language", code.language())
                            .put("code", code.text())
                            .node());
                case Effective.Unknown unknown ->
                    started.add(body.put("unknown", unknown.reason()).node());
            }
        }
        return started;
    }

    private static JsonNode node(TreeNode node) {
        JsonObject body = JsonObject.object().put("kind", node.kind()).put("span", span(node.span()));
        if (node.kind().equals("word")) {
            body.put("known", !node.unknown()).put("value", node.value());
        }
        if (!node.children().isEmpty()) {
            body.put(
                    "children",
                    JsonNode.createArrayNode(
                            node.children().stream().map(ParseBody::node).toList()));
        }
        return body.node();
    }

    static JsonNode span(Span span) {
        return JsonNode.createArrayNode(
                List.of(JsonNode.createNumberNode(span.from()), JsonNode.createNumberNode(span.to())));
    }
}
