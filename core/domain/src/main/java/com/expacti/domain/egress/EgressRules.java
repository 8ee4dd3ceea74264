package com.expacti.domain.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses are called on behalf of somebody else: public ones, and what the operator allows besides. Never one where a
 * cloud hands out credentials, whatever is allowed.
 *
 * @param ranges may be called at every port, also unencrypted
 * @param names so may these, wherever they point
 * @param local so may this machine and private networks: an evaluation
 */
public record EgressRules(List<AddressRange> ranges, Set<String> names, boolean local) {
    /** What is refused everywhere, by name: some resolve only inside the cloud they belong to. */
    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal");

    public EgressRules {
        ranges = List.copyOf(ranges);
        names = Set.copyOf(names);
    }

    /**
     * @param entries ranges ({@code 10.0.0.0/8}), addresses and names
     * @throws IllegalArgumentException naming the entry that is none of these
     */
    public static EgressRules of(List<String> entries, boolean local) {
        List<AddressRange> ranges = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String entry : entries) {
            Optional<AddressRange> range = AddressRange.parse(entry.strip());
            range.ifPresentOrElse(ranges::add, () -> names.add(name(entry.strip())));
        }
        return new EgressRules(ranges, names, local);
    }

    private static String name(String entry) {
        return Host.parse(entry)
                .map(Host::text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "`%s` is neither a range such as 10.0.0.0/8 nor an address nor a host name".formatted(entry)));
    }

    /** What can be said before an address is known: of a name, whether it is one nobody may call. */
    public EgressVerdict judge(Host host) {
        return METADATA_NAMES.contains(host.text())
                ? new EgressVerdict.Barred("is the name of " + AddressKind.METADATA.sentence())
                : new EgressVerdict.Clear();
    }

    /**
     * The verdict over one address behind the destination's host.
     *
     * @return {@link EgressVerdict.Barred} unless this address may be called for this purpose at this port
     */
    public EgressVerdict judge(Destination destination, InetAddress address) {
        AddressKind kind = AddressKind.of(address);
        if (kind == AddressKind.METADATA) {
            return new EgressVerdict.Barred("is " + kind.sentence() + ", which is never called");
        }
        if (isAllowed(destination.host(), address, kind)) {
            return new EgressVerdict.Clear();
        }
        if (kind != AddressKind.PUBLIC) {
            return new EgressVerdict.Barred("is " + kind.sentence()
                    + ", which is called only where whoever runs this instance allows it (EXPACTI_EGRESS_ALLOW)");
        }
        if (!destination.encrypted()) {
            return new EgressVerdict.Barred("is called over https only");
        }
        return destination.purpose().takes(destination.port())
                ? new EgressVerdict.Clear()
                : new EgressVerdict.Barred("is called at these ports only: "
                        + destination.purpose().ports());
    }

    private boolean isAllowed(Host host, InetAddress address, AddressKind kind) {
        boolean here = local && (kind == AddressKind.LOOPBACK || kind == AddressKind.PRIVATE);
        return here || names.contains(host.text()) || ranges.stream().anyMatch(range -> range.contains(address));
    }
}
