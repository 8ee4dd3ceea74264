package com.expacti.sh;

import com.expacti.client.scripted.Lines;
import com.expacti.client.scripted.Peer;
import com.expacti.client.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A gate's script that approves every command but some, and writes down what it was asked and told. */
final class Recorder implements Consumer<Peer> {
    private final Set<String> refused;
    private final List<Message> commands = new ArrayList<>();
    private final List<Message> results = new ArrayList<>();

    Recorder(String... refused) {
        this.refused = Set.of(refused);
    }

    @Override
    public void accept(Peer peer) {
        peer.welcome("sess_1");
        int number = 0;
        for (Optional<Message> next = peer.next(); next.isPresent(); next = peer.next()) {
            Message message = next.get();
            switch (message.type()) {
                case "command" -> answer(peer, message, "cmd_" + ++number);
                case "redeem" -> peer.send(Lines.redeemed(message.text("id").orElseThrow()));
                case "result" -> keep(results, message);
                default -> throw new AssertionError("unexpected " + message.fields());
            }
        }
    }

    private void answer(Peer peer, Message message, String id) {
        keep(commands, message);
        String ref = message.text("ref").orElseThrow();
        boolean no = refused.contains(message.text("command").orElseThrow());
        peer.send(no ? Lines.refused(ref, id, "denied", "not during business hours") : Lines.approved(ref, id));
    }

    private synchronized void keep(List<Message> list, Message message) {
        list.add(message);
    }

    synchronized List<String> commands() {
        return commands.stream()
                .map(message -> message.text("command").orElse(""))
                .toList();
    }

    synchronized List<String> directories() {
        return commands.stream().map(message -> message.text("cwd").orElse("")).toList();
    }

    synchronized List<Long> exitCodes() {
        return results.stream()
                .map(message -> message.number("exit_code").orElse(-1))
                .toList();
    }
}
