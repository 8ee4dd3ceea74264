package com.expacti.adapters.aws.pending;

import com.expacti.application.failure.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The calls to the table. The client sends a call again whose answer it did not get; the second then meets what the first one did
 * and is refused. So each write says who it is, and a refused one looks whether it was itself.
 */
final class Table {
    private final DynamoDbClient client;
    private final String name;
    private final Supplier<String> callIds;

    /** @param callIds never the same twice */
    Table(DynamoDbClient client, String name, Supplier<String> callIds) {
        this.client = client;
        this.name = name;
        this.callIds = callIds;
    }

    /** What came of a conditional write. */
    sealed interface Written {
        /** The item as it is now. */
        record Done(Map<String, AttributeValue> item) implements Written {}

        /** The condition does not hold; the item it was held against, where there is one. */
        record Refused(Optional<Map<String, AttributeValue>> item) implements Written {}

        default Optional<Map<String, AttributeValue>> done() {
            return switch (this) {
                case Done(Map<String, AttributeValue> item) -> Optional.of(item);
                case Refused _ -> Optional.empty();
            };
        }
    }

    /** As the last write that was answered left it. */
    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        return asked(() -> {
            var answer =
                    client.getItem(request -> request.tableName(name).key(key).consistentRead(true));
            return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
        });
    }

    /** Stores an item unless one is there. */
    boolean putNew(Map<String, AttributeValue> item) {
        String call = callIds.get();
        Map<String, AttributeValue> signed = new HashMap<>(item);
        signed.put(Items.WRITTEN_BY, Items.text(call));
        return asked(() -> {
            try {
                client.putItem(request -> request.tableName(name)
                        .item(signed)
                        .conditionExpression("attribute_not_exists(#p)")
                        .expressionAttributeNames(Map.of("#p", PendingTable.PART))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                return true;
            } catch (ConditionalCheckFailedException e) {
                return isBy(call, e.item());
            }
        });
    }

    /** Stores an item whatever is there. */
    void put(Map<String, AttributeValue> item) {
        var _ = asked(() -> client.putItem(request -> request.tableName(name).item(item)));
    }

    Written update(Change change) {
        String call = callIds.get();
        change.set(Items.WRITTEN_BY, Items.text(call)).add(Items.REVISION, Items.number(1));
        return asked(() -> {
            try {
                return new Written.Done(client.updateItem(change.request(name)).attributes());
            } catch (ConditionalCheckFailedException e) {
                return isBy(call, e.item())
                        ? new Written.Done(e.item())
                        : new Written.Refused(e.hasItem() ? Optional.of(e.item()) : Optional.empty());
            }
        });
    }

    private static boolean isBy(String call, Map<String, AttributeValue> item) {
        return Items.text(call).equals(item.get(Items.WRITTEN_BY));
    }

    void delete(Map<String, AttributeValue> key) {
        var _ = asked(() -> client.deleteItem(request -> request.tableName(name).key(key)));
    }

    /** All of a part of the table itself, page after page, as the last answered writes left it. */
    List<Map<String, AttributeValue>> part(String part) {
        return all(
                QueryRequest.builder()
                        .consistentRead(true)
                        .keyConditionExpression("#p = :p")
                        .expressionAttributeNames(Map.of("#p", PendingTable.PART))
                        .expressionAttributeValues(Map.of(":p", Items.text(part))),
                Integer.MAX_VALUE);
    }

    /** What an index has of a part up to a moment, oldest first, up to so many. It may lack what was written just now. */
    List<Map<String, AttributeValue>> index(String index, String part, AttributeValue until, int limit) {
        return all(
                QueryRequest.builder()
                        .indexName(index)
                        .keyConditionExpression("#s = :s AND #at <= :until")
                        .expressionAttributeNames(
                                Map.of("#s", PendingTable.shardOf(index), "#at", PendingTable.sinceOf(index)))
                        .expressionAttributeValues(Map.of(":s", Items.text(part), ":until", until)),
                limit);
    }

    /** What a node holds, as the index has it. */
    List<Map<String, AttributeValue>> heldBy(String node) {
        return all(
                QueryRequest.builder()
                        .indexName(PendingTable.HELD)
                        .keyConditionExpression("#h = :h")
                        .expressionAttributeNames(Map.of("#h", Items.HOLDER))
                        .expressionAttributeValues(Map.of(":h", Items.text(node))),
                Integer.MAX_VALUE);
    }

    private List<Map<String, AttributeValue>> all(QueryRequest.Builder query, int limit) {
        return asked(() -> {
            List<Map<String, AttributeValue>> out = new ArrayList<>();
            Map<String, AttributeValue> from = Map.of();
            do {
                query.tableName(name).exclusiveStartKey(from.isEmpty() ? null : from);
                if (limit < Integer.MAX_VALUE) {
                    query.limit(limit - out.size());
                }
                var page = client.query(query.build());
                out.addAll(page.items());
                from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
            } while (!from.isEmpty() && out.size() < limit);
            return out;
        });
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw GateException.unavailable(e);
        }
    }
}
