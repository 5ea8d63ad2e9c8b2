package org.poolwarden.fleet;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A fleet of one node, which asks itself. */
public final class AloneTransport implements FleetTransport {

    private final String self;
    private final Responder responder;

    /** @param responder answers what this node asks itself */
    public AloneTransport(String self, Responder responder) {
        this.self = self;
        this.responder = responder;
    }

    @Override
    public Kind kind() {
        return Kind.ALONE;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public List<String> members() {
        return List.of(self);
    }

    @Override
    public Set<String> sharedNames() {
        return Set.of();
    }

    @Override
    public CompletionStage<String> send(String member, String text) {
        return CompletableFuture.completedFuture(responder.respond(text));
    }

    @Override
    public void close() {}
}
