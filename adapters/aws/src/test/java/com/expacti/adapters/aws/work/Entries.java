package com.expacti.adapters.aws.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** A service that fails some entries of a batch and does the others, which the emulator never does by itself. */
final class Entries implements SqsClient {
    private final SqsClient service;
    /** Who is at fault. */
    enum Fault {
        SERVICE,
        SENDER
    }

    private Set<Integer> failing = Set.of();
    private Fault fault = Fault.SERVICE;
    private int sendsToFail;
    private int deletesToFail;
    private int sends;

    Entries(SqsClient service) {
        this.service = service;
    }

    /** @param times in how many calls each of them fails */
    void failSends(Set<Integer> entries, Fault whose, int times) {
        failing = entries;
        fault = whose;
        sendsToFail = times * entries.size();
    }

    void failDeletes(Set<Integer> entries, Fault whose, int times) {
        failing = entries;
        fault = whose;
        deletesToFail = times * entries.size();
    }

    int sends() {
        return sends;
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        sends++;
        List<SendMessageBatchRequestEntry> through = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            if (sendsToFail > 0 && failing.contains(Integer.parseInt(entry.id()))) {
                sendsToFail--;
                failed.add(error(entry.id()));
            } else {
                through.add(entry);
            }
        }
        SendMessageBatchResponse answer = through.isEmpty()
                ? SendMessageBatchResponse.builder().build()
                : service.sendMessageBatch(request.toBuilder().entries(through).build());
        return answer.toBuilder().failed(failed).build();
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        List<DeleteMessageBatchRequestEntry> through = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            if (deletesToFail > 0 && failing.contains(Integer.parseInt(entry.id()))) {
                deletesToFail--;
                failed.add(error(entry.id()));
            } else {
                through.add(entry);
            }
        }
        DeleteMessageBatchResponse answer = through.isEmpty()
                ? DeleteMessageBatchResponse.builder().build()
                : service.deleteMessageBatch(
                        request.toBuilder().entries(through).build());
        return answer.toBuilder().failed(failed).build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return service.sendMessage(request);
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return service.receiveMessage(request);
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        return service.deleteMessage(request);
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        return service.changeMessageVisibility(request);
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        return service.getQueueAttributes(request);
    }

    @Override
    public String serviceName() {
        return service.serviceName();
    }

    @Override
    public void close() {
        service.close();
    }

    private BatchResultErrorEntry error(String id) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .code(fault == Fault.SENDER ? "InvalidMessageContents" : "InternalError")
                .senderFault(fault == Fault.SENDER)
                .build();
    }
}
