package com.expacti.adapters.aws.recording;

import com.expacti.application.failure.GateException;
import com.expacti.application.recording.SealedChunk;
import com.expacti.domain.identity.OrgId;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The calls to the bucket. An object's name holds the digest of its bytes, so that one of that name is the one that was meant. */
final class Chunks {
    /** What S3 takes in one call. */
    static final int REMOVED_MAX = 1000;

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 4;

    private final S3Client client;
    private final Bucket bucket;

    Chunks(S3Client client, Bucket bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /**
     * Something in the bucket.
     *
     * @param since when it was stored, by the clock of S3
     */
    record Found(Place place, Instant since) {}

    /** Stores the chunk where nothing lies. What lies there, another attempt of this call has stored. */
    void put(OrgId org, Place place, SealedChunk chunk) {
        PutObjectRequest request = bucket.encryption()
                .on(PutObjectRequest.builder())
                .bucket(bucket.name())
                .key(key(org, place))
                .ifNoneMatch("*")
                .contentType("application/octet-stream")
                .checksumSHA256(place.chunk().base64())
                .build();
        byte[] bytes = chunk.bytes();
        asked(() -> {
            int attempt = 1;
            while (!stored(request, bytes, attempt)) {
                attempt++;
            }
            return attempt;
        });
    }

    /** False where S3 is just storing what an attempt before this one sent, and cannot tell yet. */
    private boolean stored(PutObjectRequest request, byte[] bytes, int attempt) {
        try {
            var _ = client.putObject(request, RequestBody.fromBytes(bytes));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == CONFLICT && attempt < ATTEMPTS) {
                return false;
            }
            if (e.statusCode() != PRECONDITION_FAILED) {
                throw e;
            }
            return true;
        }
    }

    /** @throws IllegalStateException for bytes that are not those the place was made for */
    Optional<SealedChunk> get(OrgId org, Place place) {
        Optional<SealedChunk> chunk = asked(() -> {
            try {
                return Optional.of(new SealedChunk(client.getObjectAsBytes(request -> request.bucket(bucket.name())
                                .key(key(org, place))
                                .checksumMode(ChecksumMode.ENABLED))
                        .asByteArrayUnsafe()));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
        if (chunk.filter(found -> !Fingerprint.of(found).equals(place.chunk())).isPresent()) {
            throw new IllegalStateException("a chunk of a recording is not the one that was stored");
        }
        return chunk;
    }

    /**
     * What the org has in the bucket, in the order of the keys, page after page as it is read.
     *
     * @param page how many are asked for at once, at most 1,000
     */
    Iterator<Found> of(OrgId org, int page) {
        String folder = bucket.prefix() + Place.folder(org);
        Iterator<Found> found = asked(() -> client
                .listObjectsV2Paginator(
                        request -> request.bucket(bucket.name()).prefix(folder).maxKeys(page))
                .contents()
                .stream()
                .flatMap(object -> Place.read(object.key().substring(folder.length())).stream()
                        .map(place -> new Found(place, object.lastModified())))
                .iterator());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return asked(found::hasNext);
            }

            @Override
            public Found next() {
                return asked(found::next);
            }
        };
    }

    /** How many of at most 1,000 are gone afterwards; what S3 could not remove is found again another time. */
    int remove(OrgId org, List<Place> places) {
        if (places.isEmpty()) {
            return 0;
        }
        List<ObjectIdentifier> names = places.stream()
                .map(place -> ObjectIdentifier.builder().key(key(org, place)).build())
                .toList();
        return asked(() -> places.size()
                - client.deleteObjects(request -> request.bucket(bucket.name())
                                .delete(Delete.builder()
                                        .objects(names)
                                        .quiet(true)
                                        .build()))
                        .errors()
                        .size());
    }

    private String key(OrgId org, Place place) {
        return bucket.prefix() + Place.folder(org) + place.key();
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw GateException.unavailable(e);
        }
    }
}
