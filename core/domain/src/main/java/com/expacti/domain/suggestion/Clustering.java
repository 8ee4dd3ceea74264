package com.expacti.domain.suggestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts commands together that have the same tree: as many words, and the same ones but at one or two positions. */
final class Clustering {
    private static final char SEPARATOR = '\0';

    private Clustering() {}

    /** @param place commands of different places never share a rule */
    private record Shape(Seen.Place place, Optional<String> cwd, String program, int words) {
        static Shape of(Evidence evidence) {
            return new Shape(
                    evidence.seen().place(),
                    evidence.boundTo(),
                    evidence.words().getFirst(),
                    evidence.words().size());
        }
    }

    /** Those with one varying word first, then those with two; each in the order of their approvals. */
    static List<Cluster> of(Collection<Evidence> all) {
        Map<Shape, List<Evidence>> shapes = new LinkedHashMap<>();
        for (Evidence evidence : all) {
            shapes.computeIfAbsent(Shape.of(evidence), shape -> new ArrayList<>())
                    .add(evidence);
        }
        List<Cluster> clusters = new ArrayList<>();
        for (List<Evidence> shape : shapes.values()) {
            if (shape.size() > 1) {
                int words = shape.getFirst().words().size();
                for (int one = 1; one < words; one++) {
                    gather(shape, List.of(one), clusters);
                    for (int two = one + 1; two < words; two++) {
                        gather(shape, List.of(one, two), clusters);
                    }
                }
            }
        }
        clusters.sort(
                Comparator.comparingInt((Cluster cluster) -> cluster.varying().size())
                        .thenComparingInt(cluster -> -cluster.approvals()));
        return clusters;
    }

    private static void gather(List<Evidence> shape, List<Integer> varying, List<Cluster> clusters) {
        Map<String, List<Evidence>> same = new LinkedHashMap<>();
        for (Evidence evidence : shape) {
            if (!varying.stream()
                    .allMatch(at -> Breadth.isPlain(evidence.words().get(at)))) {
                continue;
            }
            StringBuilder rest = new StringBuilder();
            for (int at = 0; at < evidence.words().size(); at++) {
                rest.append(varying.contains(at) ? "" : evidence.words().get(at))
                        .append(SEPARATOR);
            }
            same.computeIfAbsent(rest.toString(), key -> new ArrayList<>()).add(evidence);
        }
        same.values().stream()
                .filter(members -> members.size() > 1)
                .map(members -> new Cluster(members, varying))
                .forEach(clusters::add);
    }
}
