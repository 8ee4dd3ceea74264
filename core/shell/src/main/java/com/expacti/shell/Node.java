package com.expacti.shell;

import java.util.List;

/**
 * A piece of the tree. A node's span lies inside its parent's, except a here-document's body, which stands on the lines
 * after the command it belongs to.
 */
public sealed interface Node
        permits Script,
                Script.Item,
                Command,
                Command.Branch,
                Command.CaseArm,
                Assignment,
                Redirection,
                HereDocument,
                Word,
                WordPart,
                WordPart.ArrayElement {
    Span span();

    /** The nodes directly below this one, in source order (a here-document's body after its operator). */
    List<Node> children();
}
