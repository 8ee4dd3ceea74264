package com.expacti.adapters.aws.recording;

import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Where chunks lie.
 *
 * @param name of a general purpose bucket, whose listings are in the order of the keys
 * @param prefix what every key begins with: empty, or it ends with a slash. Two installations that share a bucket have two
 * @param encryption what S3 does with what is sealed already
 */
public record Bucket(String name, String prefix, Encryption encryption) {
    public Bucket {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the bucket of the recordings has no name");
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            throw new IllegalArgumentException("the prefix of the recordings ends with a slash, or is empty");
        }
    }

    /** What is asked for with each chunk, whatever the bucket's own default is. */
    public sealed interface Encryption {
        PutObjectRequest.Builder on(PutObjectRequest.Builder request);
    }

    /** Under keys that S3 keeps itself. */
    public record KeysOfS3() implements Encryption {
        @Override
        public PutObjectRequest.Builder on(PutObjectRequest.Builder request) {
            return request.serverSideEncryption(ServerSideEncryption.AES256);
        }
    }

    /**
     * Under a key of KMS, asked for a bucket key and not for each chunk.
     *
     * @param arn of the key
     */
    public record KeyOfKms(String arn) implements Encryption {
        public KeyOfKms {
            if (arn.isBlank()) {
                throw new IllegalArgumentException("the key of the recordings' bucket has no name");
            }
        }

        @Override
        public PutObjectRequest.Builder on(PutObjectRequest.Builder request) {
            return request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(arn)
                    .bucketKeyEnabled(true);
        }
    }
}
