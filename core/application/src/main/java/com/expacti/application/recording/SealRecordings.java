package com.expacti.application.recording;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Puts the digest of each finished recording into the audit log. Any node may run it, and any number at once. */
public final class SealRecordings {
    /** What was under way when a session closed has been stored by then, or is lost. */
    public static final Duration AGE = Duration.ofSeconds(3);

    private static final int BATCH = 500;
    private static final System.Logger LOG = System.getLogger(SealRecordings.class.getName());

    /** Those that can't be read, a key that was lost for instance: they are tried again by the next process. */
    private final Set<RecordingStore.Ref> unreadable = ConcurrentHashMap.newKeySet();

    private final RecordingStore store;
    private final ReadRecording read;

    public SealRecordings(RecordingStore store, ReadRecording read) {
        this.store = store;
        this.read = read;
    }

    /** How many have their digest now. One that fails is left for another time and keeps no other waiting. */
    public int seal() {
        int sealed = 0;
        for (RecordingStore.Ref ref : store.finished(AGE, BATCH)) {
            if (unreadable.contains(ref)) {
                continue;
            }
            try {
                sealed += store.recording(ref.org(), ref.session())
                                .filter(recording -> seal(ref.org(), recording))
                                .isPresent()
                        ? 1
                        : 0;
            } catch (IllegalStateException e) {
                unreadable.add(ref);
                LOG.log(System.Logger.Level.ERROR, "a recording can't be read, so that its digest stays open", e);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a recording could not be sealed; the next time tries again", e);
            }
        }
        return sealed;
    }

    private boolean seal(OrgId org, Recording recording) {
        MessageDigest digest = Digest.sha256();
        for (Iterator<byte[]> pieces = read.pieces(org, recording); pieces.hasNext(); ) {
            digest.update(pieces.next());
        }
        Digest sha256 = new Digest(HexFormat.of().formatHex(digest.digest()));
        return store.seal(org, recording.session(), recording.chunks(), sha256);
    }
}
