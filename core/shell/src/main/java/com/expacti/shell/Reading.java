package com.expacti.shell;

/** One pass over one source: the cursor and the readers that share it. */
final class Reading {
    final Cursor cursor;
    final Budget budget;
    final PendingDocuments documents;
    final PartReader parts;
    final DollarReader dollars;
    final ParameterReader parameters;
    final ArithmeticReader arithmetic;
    final WordReader words;
    final RedirectionReader redirections;
    final AssignmentReader assignments;
    final SimpleCommandReader simple;
    final ConditionalReader conditionals;
    final CompoundReader compounds;
    final LoopReader loops;
    final ScriptReader scripts;

    Reading(Source source, Budget budget) {
        this.cursor = new Cursor(source);
        this.budget = budget;
        this.documents = new PendingDocuments(this);
        this.parts = new PartReader(this);
        this.dollars = new DollarReader(this);
        this.parameters = new ParameterReader(this);
        this.arithmetic = new ArithmeticReader(this);
        this.words = new WordReader(this);
        this.redirections = new RedirectionReader(this);
        this.assignments = new AssignmentReader(this);
        this.simple = new SimpleCommandReader(this);
        this.conditionals = new ConditionalReader(this);
        this.compounds = new CompoundReader(this);
        this.loops = new LoopReader(this);
        this.scripts = new ScriptReader(this);
    }

    /** Reads the whole source as commands. */
    Script script() {
        Script script = scripts.script();
        if (!cursor.atEnd()) {
            String unit = Character.toString(cursor.peek());
            throw cursor.fail("`%s` is not expected here"
                    .formatted(ReservedWords.at(cursor).orElse(unit)));
        }
        documents.requireNone();
        return script;
    }
}
