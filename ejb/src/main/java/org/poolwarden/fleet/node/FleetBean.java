package org.poolwarden.fleet.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.poolwarden.admin.SettingsAdmin;
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.Version;
import org.poolwarden.caller.ServerCallers;
import org.poolwarden.fleet.FleetAct;
import org.poolwarden.fleet.Responder;
import org.poolwarden.fleet.sharing.FleetViews;
import org.poolwarden.fleet.turn.FleetKillTurns;
import org.poolwarden.fleet.turn.KillClaims;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.request.Node;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.sharing.SharedViews;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

/**
 * The singleton that makes this server a node of the fleet, and hands out what interfaces may ask of it. It is alone
 * until it has joined the server's cluster, which a thread of ours does: no deployment waits for a cluster.
 */
@Singleton
@Startup
@DependsOn("WardenBean")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class FleetBean implements LocalFleet {

    /** How many questions to other nodes may be open at a time: one for each list, and some for single kills. */
    private static final int QUESTIONS = 12;

    /** How many of these, and of what is done for other nodes, nobody has who is no operator. */
    private static final int OF_OPERATORS = 4;

    /** How long a thread of the cluster waits for the text of a view, which a thread of ours makes. */
    private static final Duration MOMENT = Duration.ofMillis(400);

    /** How many answers may be gathered at a time: one for each list, and the sessions that each scan asks for. */
    private static final int ANSWERS = 9;

    /** How much may be done for other nodes at a time. None of it waits for a database. */
    private static final int ACTS = 8;

    /** How many views may be lent at a time. They take no place of an act. */
    private static final int VIEWS = 4;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory managed;

    @EJB
    private Warden warden;

    private DeadlineQuery questions;
    private DeadlineQuery answers;
    private DeadlineQuery acts;
    private DeadlineQuery views;
    private Membership membership;
    private FleetAdmin ofManagement;
    private FleetAdmin ofPages;

    @PostConstruct
    void start() {
        OwnThreads threads = new OwnThreads(managed);
        Patience patience = Patience.ofOthers();
        questions = new DeadlineQuery(threads, "fleet", QUESTIONS, OF_OPERATORS, patience);
        answers = new DeadlineQuery(threads, "fleet-answer", ANSWERS, patience);
        acts = new DeadlineQuery(threads, "fleet-act", ACTS, OF_OPERATORS, patience);
        views = new DeadlineQuery(threads, "fleet-view", VIEWS, patience);
        KillClaims claims = new KillClaims(System::nanoTime);
        Map<String, FleetAct> forOthers = new HashMap<>(ActsForOthers.of(warden, acts, InstantSource.system()));
        forOthers.put(KillClaims.ACT, claims::tell);
        SettingsAdmin settings = warden.settings();
        Optional<FleetViews> shared = settings.ownScanEvery()
                .map(own -> new FleetViews(
                        () -> membership.fleet(), () -> settings.tunables().scanEvery(), own, System::nanoTime));
        shared.ifPresent(shares -> forOthers.put(FleetViews.ACT, with -> lend(shares, with)));
        String release = Version.read();
        Responder responder = new Responder(Node.name(), release, LocalAnswers.of(warden, release, answers), forOthers);
        membership = new Membership(Node.name(), responder, threads);
        ServerCallers callers = new ServerCallers();
        ofManagement = new FleetService(membership, questions, patience, callers);
        ofPages = new FleetService(membership, questions, Patience.ofPages(), callers);
        if (settings.joinsFleet()) {
            membership.join();
        }
        // Not before: a server that has not begun to join seems to be alone.
        warden.meet(new Neighbourhood(
                membership, questions, () -> settings.tunables().scanEvery(), System::nanoTime));
        warden.takeTurns(new FleetKillTurns(claims, membership::fleet, System::nanoTime));
        shared.ifPresent(warden::share);
    }

    @PreDestroy
    void stop() {
        warden.meet(() -> Neighbours.unknown("this server leaves its cluster"));
        warden.takeTurns(KillTurns.ALONE);
        warden.share(SharedViews.NONE);
        questions.close();
        membership.close();
        answers.close();
        acts.close();
        views.close();
    }

    /** One that is not ready in a moment is refused: to the other node that is no silence. */
    private JsonObject lend(FleetViews shared, JsonObject with) throws WardenException {
        try {
            return views.askAnew(new Object(), () -> shared.tell(with))
                    .answer(Patience.ofPages().atMost(MOMENT));
        } catch (WardenException e) {
            throw e.fault() == Fault.NOT_YET ? new WardenException(Fault.UNAVAILABLE, e.problems(), e) : e;
        }
    }

    @Override
    public FleetAdmin fleet() {
        ServerCallers.refuseForeign();
        return ofManagement;
    }

    @Override
    public FleetAdmin ofPages() {
        ServerCallers.refuseForeign();
        return ofPages;
    }
}
