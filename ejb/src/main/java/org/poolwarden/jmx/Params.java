package org.poolwarden.jmx;

import org.poolwarden.jmx.open.OpenBean.Param;
import org.poolwarden.jmx.open.Types;

/** The parameters that several operations have. */
public final class Params {

    public static final Param LEASE_ID = new Param("leaseId", Types.LONG, "The lease, by its id in listLeases.");
    public static final Param KILL_ID = new Param("killId", Types.TEXT, "The kill, by the id that kill returned.");
    public static final Param BATCH_ID =
            new Param("batchId", Types.TEXT, "The batch, by the id that killBatch returned.");
    public static final Param REASON =
            new Param("reason", Types.TEXT, "Why, in at most 400 characters; it goes into the audit.");
    public static final Param MODES = new Param(
            "modes",
            Types.TEXT,
            "CANCEL, POST_TRANSACTION, IMMEDIATE, KILL; several separated by commas, the mildest first.");
    public static final Param ESCALATE_AFTER = new Param(
            "escalateAfterSeconds", Types.INT, "How long each mode but the last is given; of no meaning with one.");
    public static final Param LEASE_IDS = new Param(
            "leaseIds", Types.TEXT, "Separated by commas; empty to choose every LEAKED lease by what follows.");
    public static final Param POOL = new Param("pool", Types.TEXT, "Only of this pool (JNDI name); empty for any.");
    public static final Param DEPLOYMENT = new Param("deployment", Types.TEXT, "Only of this one; empty for any.");
    public static final Param CALL_SITE = new Param("callSite", Types.TEXT, "Only borrowed there; empty for any.");
    public static final Param MOST =
            new Param("most", Types.INT, "How many may match at most; if more do, none is touched.");
    public static final Param DATABASE =
            new Param("database", Types.TEXT, "Such as FREE/FREEPDB1; empty where there is only one.");

    private Params() {}
}
