// HTML from templates; what is put into one is text unless it came from another.
class Markup {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

export function raw(text) {
  return new Markup(text);
}

export function html(parts, ...values) {
  return new Markup(parts.reduce((out, part, i) => out + part + (i < values.length ? inserted(values[i]) : ''), ''));
}

function inserted(value) {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(inserted).join('');
  return value instanceof Markup ? value.text : escaped(String(value));
}

function escaped(text) {
  const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (c) => names[c]);
}

/** Paragraphs with `code` and **bold**, which is all the document uses. */
export function prose(text) {
  return new Markup(
    (text ?? '')
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim())
      .map((paragraph) => `<p>${spans(escaped(paragraph.trim()))}</p>\n`)
      .join(''),
  );
}

function spans(text) {
  return text.replace(/`([^`]+)`/g, '<code>$1</code>').replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
}
