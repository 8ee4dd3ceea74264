package com.expacti.api.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Lines of text on as many pages as they take. The font is in the document. What it cannot draw, and what would change how
 * other text is read, is written as its number ({@code [U+202E]}), so that nothing is left out unseen.
 */
final class Pages implements AutoCloseable {
    /** Liberation Sans, under the SIL Open Font License. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final float MARGIN = 56;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float VALUE_WIDTH = 150;
    private static final float SIZE = 10;
    private static final float LEADING = 14;

    private final PDDocument document = new PDDocument();
    private final PDType0Font font;
    private PDPageContentStream page;
    private float y;

    Pages(String title, Instant madeAt) {
        try {
            font = load(document);
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setProducer("expacti");
            document.getDocumentInformation()
                    .setCreationDate(GregorianCalendar.from(madeAt.atZone(java.time.ZoneOffset.UTC)));
            page = next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDType0Font load(PDDocument into) throws IOException {
        try (InputStream in = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
            return PDType0Font.load(into, in, true);
        }
    }

    void title(String text) {
        write(text, 18, 26, "");
    }

    void heading(String text) {
        y -= LEADING;
        write(text, 12, 18, "");
    }

    /** @param value at the right; empty for none */
    void line(String text, String value) {
        write(text, SIZE, LEADING, value);
    }

    private void write(String text, float size, float leading, String value) {
        try {
            float room = value.isEmpty() ? WIDTH : WIDTH - VALUE_WIDTH;
            List<String> lines = wrapped(drawable(text), size, room);
            for (int i = 0; i < lines.size(); i++) {
                if (y < MARGIN + leading) {
                    page.close();
                    page = next();
                }
                y -= leading;
                put(lines.get(i), MARGIN, size);
                if (i == 0 && !value.isEmpty()) {
                    String shown = drawable(value);
                    put(shown, MARGIN + WIDTH - width(shown, size), size);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String text, float x, float size) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, y);
        page.showText(text);
        page.endText();
    }

    private PDPageContentStream next() throws IOException {
        PDPage added = new PDPage(PDRectangle.A4);
        document.addPage(added);
        y = PDRectangle.A4.getHeight() - MARGIN;
        return new PDPageContentStream(document, added);
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    private List<String> wrapped(String text, float size, float room) throws IOException {
        List<String> out = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            String next = Character.toString(c);
            if (!line.isEmpty() && width(line + next, size) > room) {
                out.add(line.toString());
                line.setLength(0);
            }
            line.append(next);
        }
        out.add(line.toString());
        return out;
    }

    private String drawable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.append(draws(c) ? Character.toString(c) : "[U+%04X]".formatted(c)));
        return out.toString();
    }

    private boolean draws(int c) {
        int type = Character.getType(c);
        if (type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR) {
            return false;
        }
        try {
            byte[] _ = font.encode(Character.toString(c));
            return true;
        } catch (IOException | IllegalArgumentException none) {
            return false;
        }
    }

    byte[] bytes() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            page.close();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
