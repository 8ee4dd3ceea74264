package com.expacti.api.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** A file that is read piece by piece, so that its length costs no memory. */
final class Pieces extends InputStream {
    private final Iterator<byte[]> pieces;
    private byte[] piece = new byte[0];
    private int at;

    Pieces(Iterator<byte[]> pieces) {
        this.pieces = pieces;
    }

    @Override
    public int read() throws IOException {
        return more() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int taken = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, from, taken);
        at += taken;
        return taken;
    }

    /** A piece that can't be read ends the answer in its midst, which the caller sees: never a shorter file that looks whole. */
    private boolean more() throws IOException {
        try {
            while (at == piece.length && pieces.hasNext()) {
                piece = pieces.next();
                at = 0;
            }
        } catch (RuntimeException e) {
            throw new IOException("a recording can't be read on", e);
        }
        return at < piece.length;
    }
}
