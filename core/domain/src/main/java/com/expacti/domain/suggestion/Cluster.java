package com.expacti.domain.suggestion;

import com.expacti.domain.risk.RiskLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Commands with the same tree that differ in one or two words only.
 *
 * @param members of one place, with the same number of words
 * @param varying the positions where they differ
 */
record Cluster(List<Evidence> members, List<Integer> varying) {
    /** As many different values as make a series; two may be chance. */
    private static final int VALUES_MIN = 3;

    /** So many members are each left out once. */
    private static final int TRIED_MAX = 200;

    Cluster {
        members = List.copyOf(members);
        varying = List.copyOf(varying);
    }

    int approvals() {
        return approvals(members);
    }

    static int approvals(Collection<Evidence> members) {
        return members.stream().mapToInt(member -> member.seen().times()).sum();
    }

    /** The words of the narrowest pattern that covers all members; empty where that would be too wide. */
    Optional<List<String>> pattern() {
        Optional<List<String>> whole = fold(members);
        if (whole.isEmpty()) {
            return whole;
        }
        Cluster tried = outermost();
        boolean same = tried.members().size() == members.size()
                || tried.fold(tried.members()).equals(whole);
        return same && tried.isSteady(whole.get()) ? whole : Optional.empty();
    }

    /** Of many members those that stand first and last by their words: what all have in common, these have in common. */
    private Cluster outermost() {
        if (members.size() <= TRIED_MAX) {
            return this;
        }
        List<Evidence> sorted = members.stream()
                .sorted(Comparator.comparing(each -> each.words().get(varying.getFirst())))
                .toList();
        List<Evidence> ends = new ArrayList<>(sorted.subList(0, TRIED_MAX / 2));
        ends.addAll(sorted.subList(sorted.size() - TRIED_MAX / 2, sorted.size()));
        return new Cluster(ends, varying);
    }

    /** No single command may widen the pattern: whoever submits one odd variant gains nothing by it. */
    private boolean isSteady(List<String> pattern) {
        for (int out = 0; out < members.size(); out++) {
            List<Evidence> rest = new ArrayList<>(members);
            rest.remove(out);
            Optional<List<String>> without = fold(rest);
            if (without.isPresent() && !without.get().equals(pattern) && !isUnvaried(rest)) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnvaried(List<Evidence> rest) {
        return varying.stream().anyMatch(at -> values(rest, at).size() < 2);
    }

    private Optional<List<String>> fold(List<Evidence> some) {
        List<String> words = new ArrayList<>();
        List<String> first = some.getFirst().words();
        boolean low = some.stream().allMatch(member -> member.risk().level() == RiskLevel.LOW);
        for (int at = 0; at < first.size(); at++) {
            if (!varying.contains(at)) {
                words.add(Quoting.quoted(first.get(at)));
                continue;
            }
            List<String> values = List.copyOf(values(some, at));
            if (values.size() < 2) {
                words.add(Quoting.quoted(first.get(at)));
                continue;
            }
            Optional<String> word = Breadth.word(first, at, values, low);
            if (word.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.get());
        }
        return Optional.of(List.copyOf(words));
    }

    private static Set<String> values(Collection<Evidence> members, int at) {
        return members.stream().map(member -> member.words().get(at)).collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether there are enough approvals of enough different commands. */
    boolean carries(int approvalsMin) {
        return approvals() >= approvalsMin
                && varying.stream().allMatch(at -> values(members, at).size() >= VALUES_MIN);
    }

    /** The part of it whose first varying word begins so. */
    Cluster beginning(String prefix) {
        int at = varying.getFirst();
        return new Cluster(
                members.stream()
                        .filter(member -> member.words().get(at).startsWith(prefix))
                        .toList(),
                varying);
    }

    /** What members' varying words begin with, up to where a part of a word ends; shortest first, the empty text included. */
    List<String> beginnings(int most) {
        Set<String> found = new HashSet<>(Set.of(""));
        for (String value : values(members, varying.getFirst())) {
            for (int i = 0; i < value.length() - 1 && found.size() < most; i++) {
                if ("-_./:=@".indexOf(value.charAt(i)) >= 0) {
                    found.add(value.substring(0, i + 1));
                }
            }
        }
        return found.stream()
                .sorted(java.util.Comparator.comparingInt(String::length)
                        .thenComparing(java.util.Comparator.naturalOrder()))
                .toList();
    }
}
