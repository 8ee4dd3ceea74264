package com.expacti.adapters.aws.pending;

import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The one table and its keys. An org's items lie together, in {@value #ORG_SHARDS} parts, so that all that waits is read from the
 * table itself and therefore is up to date; nodes' leases are items of a part of their own. The indexes are sparse: an item is in
 * one while it has the index's attributes.
 *
 * <p>Moments are microseconds since 1970, numbers.
 */
public final class PendingTable {
    static final String PART = "part";
    static final String SORT = "sort";

    /** Open items by their deadline. */
    static final String DUE = "due";

    /** Items that somebody voted on, or claimed, and nobody has settled yet; by since when. */
    static final String UNSETTLED = "unsettled";

    /** Items without a socket, by since when; claimed ones too. */
    static final String ORPHANED = "orphaned";

    /** Items by the node that holds their socket. */
    static final String HELD = "held";

    /** Attribute that DynamoDB deletes an item after; only leases have it. */
    public static final String EXPIRES = "expires_at";

    static final int ORG_SHARDS = 4;
    static final int INDEX_SHARDS = 8;
    static final String NODES = "NODES";

    private PendingTable() {}

    /** A table like this, paid by request. */
    public static CreateTableRequest definition(String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(PART, KeyType.HASH), key(SORT, KeyType.RANGE))
                .attributeDefinitions(
                        attribute(PART, ScalarAttributeType.S),
                        attribute(SORT, ScalarAttributeType.S),
                        attribute(shardOf(DUE), ScalarAttributeType.S),
                        attribute(sinceOf(DUE), ScalarAttributeType.N),
                        attribute(shardOf(UNSETTLED), ScalarAttributeType.S),
                        attribute(sinceOf(UNSETTLED), ScalarAttributeType.N),
                        attribute(shardOf(ORPHANED), ScalarAttributeType.S),
                        attribute(sinceOf(ORPHANED), ScalarAttributeType.N),
                        attribute(Items.HOLDER, ScalarAttributeType.S))
                .globalSecondaryIndexes(
                        index(DUE, shardOf(DUE), sinceOf(DUE), Items.ORG),
                        index(UNSETTLED, shardOf(UNSETTLED), sinceOf(UNSETTLED), Items.ORG),
                        index(ORPHANED, shardOf(ORPHANED), sinceOf(ORPHANED), Items.ORG, Items.EPOCH, Items.INTENT),
                        index(HELD, Items.HOLDER, SORT, Items.ORG, Items.ORPHANED_AT))
                .build();
    }

    /** The attribute that puts an item into one of an index's parts. */
    static String shardOf(String index) {
        return index + "_shard";
    }

    /** The attribute an index is sorted by. */
    static String sinceOf(String index) {
        return index + "_at";
    }

    static Map<String, AttributeValue> key(OrgId org, CommandId command) {
        return Map.of(
                PART, AttributeValue.fromS(part(org, shard(command, ORG_SHARDS))),
                SORT, AttributeValue.fromS(command.value()));
    }

    static Map<String, AttributeValue> nodeKey(String node) {
        return Map.of(PART, AttributeValue.fromS(NODES), SORT, AttributeValue.fromS(node));
    }

    /** The name of one of the parts an org's items lie in. */
    static String part(OrgId org, int shard) {
        return "ORG#" + org.value() + "#" + shard;
    }

    /** {@code OPEN#3}: the part of an index that this command's item is in. */
    static String indexPart(String kind, CommandId command) {
        return kind + "#" + shard(command, INDEX_SHARDS);
    }

    static List<String> indexParts(String kind) {
        return java.util.stream.IntStream.range(0, INDEX_SHARDS)
                .mapToObj(shard -> kind + "#" + shard)
                .toList();
    }

    private static int shard(CommandId command, int shards) {
        return Math.floorMod(command.value().hashCode(), shards);
    }

    private static GlobalSecondaryIndex index(String name, String part, String sort, String... extra) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(key(part, KeyType.HASH), key(sort, KeyType.RANGE))
                .projection(Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(extra)
                        .build())
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }
}
