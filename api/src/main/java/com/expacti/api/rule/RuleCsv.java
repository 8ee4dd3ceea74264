package com.expacti.api.rule;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.StoredRule;
import com.expacti.domain.rule.Rule;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rules as comma-separated values (RFC 4180, UTF-8). The first line names the columns, in any order; a cell with nothing in it
 * is an absent field; {@code examples} is a JSON list of strings.
 */
final class RuleCsv {
    static final String TYPE = "text/csv";

    private static final List<String> COLUMNS =
            List.of("effect", "pattern_type", "pattern", "scope", "cwd", "examples", "max_risk", "expires_at", "note");

    /** What an import reads beside that, and what it may hold and leaves unread. */
    private static final Set<String> READ_TOO = Set.of("ttl_seconds");

    private static final Set<String> UNREAD =
            Set.of("id", "created_by", "created_at", "hits", "last_hit_at", "remembered", "disabled_reason");

    private static final Set<String> NUMBERS = Set.of("max_risk", "ttl_seconds");
    private static final JsonFactory JSON = new JsonFactory();
    private static final int ROWS_MAX = 1_000;

    private RuleCsv() {}

    /**
     * One rule of a file.
     *
     * @param line where it begins, from 1
     */
    record Row(long line, JsonNode rule) {}

    static String write(List<StoredRule> rules) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(COLUMNS);
            for (StoredRule stored : rules) {
                csv.writeRecord(cells(stored.rule()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> cells(Rule rule) {
        return List.of(
                rule.effect().name().toLowerCase(Locale.ROOT),
                rule.patternType().name().toLowerCase(Locale.ROOT),
                CsvText.guarded(rule.pattern()),
                CsvText.guarded(rule.scope().format()),
                rule.cwd().map(CsvText::guarded).orElse(""),
                rule.examples().isEmpty() ? "" : list(rule.examples()),
                rule.maxRisk().isPresent() ? String.valueOf(rule.maxRisk().getAsInt()) : "",
                rule.expiresAt()
                        .map(end -> Moments.RFC_3339.of(end).getStringValue())
                        .orElse(""),
                rule.note().isEmpty() ? "" : CsvText.guarded(rule.note()));
    }

    private static String list(List<String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /**
     * Reads a file.
     *
     * @throws GateException {@code bad_message} or {@code invalid}, naming the line and the column
     */
    static List<Row> read(byte[] bytes) {
        String text = text(bytes);
        if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
            throw GateException.badMessage("body", "a quote is opened and never closed; double a quote inside quotes");
        }
        List<Row> rows = new ArrayList<>();
        List<String> columns = List.of();
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(false)
                .ofCsvRecord(text)) {
            for (CsvRecord record : csv) {
                if (columns.isEmpty()) {
                    columns = columns(record.getFields());
                } else if (rows.size() == ROWS_MAX) {
                    throw GateException.invalid("rules", "rules are 1 to 1000 at a time");
                } else {
                    rows.add(row(record, columns));
                }
            }
        } catch (CsvParseException e) {
            throw GateException.badMessage("body", "the file is no comma-separated text: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw GateException.badMessage("body", "the file is not UTF-8; save it as UTF-8");
        }
    }

    private static List<String> columns(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!COLUMNS.contains(column) && !READ_TOO.contains(column) && !UNREAD.contains(column)) {
                throw GateException.invalid(
                        "lines[1]",
                        "line 1 names the column `%s`, which is none of %s".formatted(shown(column), COLUMNS));
            }
            if (!seen.add(column)) {
                throw GateException.invalid("lines[1]", "line 1 names the column `%s` twice".formatted(column));
            }
        }
        if (!seen.contains("pattern")) {
            throw GateException.invalid("lines[1]", "line 1 names no column `pattern`; the columns are " + COLUMNS);
        }
        return header;
    }

    private static String shown(String column) {
        return column.length() > 40 ? column.substring(0, 40) + "…" : column;
    }

    private static Row row(CsvRecord record, List<String> columns) {
        long line = record.getStartingLineNumber();
        List<String> cells = record.getFields();
        if (cells.size() != columns.size()) {
            throw GateException.invalid(
                    "lines[%d]".formatted(line),
                    "line %d has %d cells, the first line names %d columns; quote cells that hold a comma"
                            .formatted(line, cells.size(), columns.size()));
        }
        JsonObject rule = JsonObject.object();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty() && !UNREAD.contains(columns.get(i))) {
                put(rule, columns.get(i), cells.get(i), line);
            }
        }
        return new Row(line, rule.node());
    }

    private static void put(JsonObject rule, String column, String cell, long line) {
        if (NUMBERS.contains(column)) {
            if (!cell.matches("[0-9]{1,18}")) {
                throw wrong(line, column, "a whole number");
            }
            rule.put(column, number(Long.parseLong(cell)));
        } else if (column.equals("examples")) {
            rule.putTexts(column, examples(cell, line));
        } else {
            rule.put(column, CsvText.unguarded(cell));
        }
    }

    /** As JSON reads it: an {@code int} where it fits. */
    private static JsonNode number(long value) {
        return value == (int) value ? JsonNode.createNumberNode((int) value) : JsonNode.createNumberNode(value);
    }

    private static List<String> examples(String cell, long line) {
        List<String> out = new ArrayList<>();
        try (JsonParser json = JSON.createParser(cell)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw wrong(line, "examples", "a JSON list such as [\"docker logs api\"]");
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                out.add(json.getText());
            }
            if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
                throw wrong(line, "examples", "a JSON list of strings");
            }
        } catch (IOException e) {
            throw wrong(line, "examples", "a JSON list of strings");
        }
        return out;
    }

    private static GateException wrong(long line, String column, String wanted) {
        return GateException.badMessage(
                "lines[%d].%s".formatted(line, column),
                "line %d, column `%s` must be %s".formatted(line, column, wanted));
    }

    /** The same refusal, naming the line in place of the rule's number. */
    static GateException located(GateException refusal, List<Row> rows) {
        return refusal.field()
                .filter(field -> field.matches("rules\\[\\d{1,9}]\\..*"))
                .map(field -> {
                    int index = Integer.parseInt(field.substring("rules[".length(), field.indexOf(']')));
                    String column = field.substring(field.indexOf('.') + 1);
                    long line = rows.get(index).line();
                    String message = "line %d, column `%s`: %s".formatted(line, column, refusal.getMessage());
                    String named = "lines[%d].%s".formatted(line, column);
                    return refusal.code() == com.expacti.application.failure.ErrorCode.INVALID
                            ? GateException.invalid(named, message)
                            : GateException.badMessage(named, message);
                })
                .orElse(refusal);
    }
}
