package com.expacti.websocketrelay.connection;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.domain.identity.Caller;
import com.expacti.domain.org.OrgView;

/** Who is at the other end, once it is proven. Its methods are called one at a time but for {@link #recheck}. */
public interface Peer {
    Caller caller();

    /** The connection is theirs now: say welcome. */
    void opened();

    /** A message of theirs, with its {@code type} read. */
    void received(String type, Fields message);

    /** The connection is gone; nothing can be sent any more. */
    void lost();

    /** By that picture of the org, are they still who they were? Throws {@code unauthorized} where not. */
    void recheck(OrgView view);

    /** Makes the peer of an admitted caller, or throws {@code unauthorized} where such a caller has no place here. */
    @FunctionalInterface
    interface Maker {
        Peer make(Connection connection, Caller caller);
    }
}
