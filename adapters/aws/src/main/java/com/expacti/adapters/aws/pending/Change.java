package com.expacti.adapters.aws.pending;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** One conditional update of one item, put together piece by piece. Names of attributes are written as {@code #name}. */
final class Change {
    private final Map<String, AttributeValue> key;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /** Of an item that is there: an update would else make one. */
    Change(Map<String, AttributeValue> key) {
        this.key = key;
        conditions.add("attribute_exists(" + name(PendingTable.PART) + ")");
    }

    Change ifOpen() {
        conditions.add("attribute_not_exists(" + name(Items.INTENT) + ")");
        return this;
    }

    Change ifClaimed() {
        conditions.add("attribute_exists(" + name(Items.INTENT) + ")");
        return this;
    }

    Change ifAbsent(String attribute) {
        conditions.add("attribute_not_exists(" + name(attribute) + ")");
        return this;
    }

    /** @param comparison {@code =}, {@code >} or {@code <=} */
    Change ifIs(String attribute, String comparison, AttributeValue value) {
        conditions.add(name(attribute) + " " + comparison + " " + value("if_" + attribute, value));
        return this;
    }

    Change ifLacks(String set, AttributeValue member) {
        conditions.add("NOT contains(" + name(set) + ", " + value("lacks_" + set, member) + ")");
        return this;
    }

    Change set(String attribute, AttributeValue value) {
        sets.add(name(attribute) + " = " + value(attribute, value));
        return this;
    }

    Change setIfAbsent(String attribute, AttributeValue value) {
        String name = name(attribute);
        sets.add(name + " = if_not_exists(" + name + ", " + value(attribute, value) + ")");
        return this;
    }

    Change append(String list, AttributeValue member) {
        String name = name(list);
        sets.add(name + " = list_append(" + name + ", " + value(list, AttributeValue.fromL(List.of(member))) + ")");
        return this;
    }

    Change add(String attribute, AttributeValue value) {
        adds.add(name(attribute) + " " + value("add_" + attribute, value));
        return this;
    }

    Change remove(String... attributes) {
        for (String attribute : attributes) {
            removes.add(name(attribute));
        }
        return this;
    }

    UpdateItemRequest request(String table) {
        String update = clause("SET", sets) + clause("REMOVE", removes) + clause("ADD", adds);
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(String.join(" AND ", conditions))
                .updateExpression(update.strip())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private static String clause(String word, List<String> parts) {
        return parts.isEmpty() ? "" : word + " " + String.join(", ", parts) + " ";
    }

    private String name(String attribute) {
        names.put("#" + attribute, attribute);
        return "#" + attribute;
    }

    private String value(String placeholder, AttributeValue value) {
        values.put(":" + placeholder, value);
        return ":" + placeholder;
    }
}
