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
import org.poolwarden.admin.Warden;
import org.poolwarden.admin.record.Version;
import org.poolwarden.caller.ServerCallers;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.Responder;
import org.poolwarden.request.Node;
import org.poolwarden.request.WardenException;
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
public class FleetBean implements FleetAdmin {

    /** How many questions to other nodes may be open at a time: one for each list, and some for other fleets. */
    private static final int QUESTIONS = 8;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory managed;

    @EJB
    private Warden warden;

    private DeadlineQuery questions;
    private Membership membership;
    private FleetAdmin service;
    private FleetAdmin pages;

    @PostConstruct
    void start() {
        OwnThreads threads = new OwnThreads(managed);
        Responder responder = new Responder(Node.name(), LocalAnswers.of(warden, Version.read()));
        Patience patience = Patience.ofOthers();
        questions = new DeadlineQuery(threads, "fleet", QUESTIONS, patience);
        membership = new Membership(Node.name(), responder, threads);
        service = new FleetService(membership::fleet, membership::obstacles, questions, patience, new ServerCallers());
        pages = service.ofPages();
        if (warden.settings().joinsFleet()) {
            membership.join();
        }
    }

    @PreDestroy
    void stop() {
        questions.close();
        membership.close();
    }

    @Override
    public EntityRecord status() {
        ServerCallers.refuseForeign();
        return service.status();
    }

    @Override
    public RecordList listMembers() throws WardenException {
        ServerCallers.refuseForeign();
        return service.listMembers();
    }

    @Override
    public RecordList list(Operation operation, String node) throws WardenException {
        ServerCallers.refuseForeign();
        return service.list(operation, node);
    }

    @Override
    public FleetAdmin ofPages() {
        ServerCallers.refuseForeign();
        return pages;
    }
}
