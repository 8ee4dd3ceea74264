package com.expacti.adapters.aws.work;

import com.expacti.application.failure.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Calls that carry ten messages. SQS answers each entry by itself: the call succeeds though some of them failed. What failed by SQS's own
 * fault (throttled, an internal error) is sent again; what the sender got wrong is not.
 */
final class Batches {
    private static final int ENTRIES_MAX = 10;
    private static final int ROUNDS = 3;
    private static final System.Logger LOG = System.getLogger(Batches.class.getName());

    private final SqsClient client;

    Batches(SqsClient client) {
        this.client = client;
    }

    /** Sends each; those that were not taken. The ids of entries are theirs in the list. */
    List<Integer> send(String queue, List<SendMessageBatchRequestEntry.Builder> entries) {
        return each(
                entries.size(),
                ids -> client.sendMessageBatch(request -> request.queueUrl(queue)
                                .entries(ids.stream()
                                        .map(i -> entries.get(i)
                                                .id(Integer.toString(i))
                                                .build())
                                        .toList()))
                        .failed());
    }

    /** Deletes each; those that may still be there. A receipt that is not good any more is somebody else's message by now. */
    List<Integer> delete(String queue, List<String> handles) {
        return each(
                handles.size(),
                ids -> client
                        .deleteMessageBatch(request -> request.queueUrl(queue)
                                .entries(ids.stream()
                                        .map(i -> DeleteMessageBatchRequestEntry.builder()
                                                .id(Integer.toString(i))
                                                .receiptHandle(handles.get(i))
                                                .build())
                                        .toList()))
                        .failed()
                        .stream()
                        .filter(failed -> !failed.senderFault())
                        .toList());
    }

    private static List<Integer> each(int size, Function<List<Integer>, List<BatchResultErrorEntry>> call) {
        List<Integer> failed = new ArrayList<>();
        Optional<SdkException> away = Optional.empty();
        for (int from = 0; from < size; from += ENTRIES_MAX) {
            List<Integer> ten = IntStream.range(from, Math.min(size, from + ENTRIES_MAX))
                    .boxed()
                    .toList();
            try {
                failed.addAll(ten(ten, call));
            } catch (SdkException e) {
                away = Optional.of(e);
                failed.addAll(ten);
            }
        }
        if (away.isPresent() && failed.size() == size) {
            throw GateException.unavailable(away.get());
        }
        return failed;
    }

    private static List<Integer> ten(List<Integer> entries, Function<List<Integer>, List<BatchResultErrorEntry>> call) {
        List<Integer> left = entries;
        List<Integer> refused = new ArrayList<>();
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            List<BatchResultErrorEntry> failed = call.apply(left);
            failed.forEach(each -> LOG.log(System.Logger.Level.DEBUG, "an entry of a batch failed: {0}", each.code()));
            refused.addAll(ids(
                    failed.stream().filter(BatchResultErrorEntry::senderFault).toList()));
            left = ids(failed.stream().filter(each -> !each.senderFault()).toList());
        }
        refused.addAll(left);
        return refused;
    }

    private static List<Integer> ids(List<BatchResultErrorEntry> entries) {
        return entries.stream().map(entry -> Integer.parseInt(entry.id())).toList();
    }
}
