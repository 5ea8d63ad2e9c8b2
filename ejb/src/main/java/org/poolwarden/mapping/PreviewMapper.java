package org.poolwarden.mapping;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.preview.PreviewToken;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;

/** Previews as {@link Entity#PREVIEW} and {@link Entity#BATCH_PREVIEW}, and as the lines that JMX shows. */
public final class PreviewMapper {

    private PreviewMapper() {}

    /** The preview of one kill. */
    public static EntityRecord of(Preview preview) {
        Lease lease = preview.row().lease();
        ClientSession client = lease.client();
        return token(EntityRecord.of(Entity.PREVIEW), preview.token())
                .set("leaseId", lease.isNone() ? null : lease.id())
                .set("pool", lease.isNone() ? null : lease.pool())
                .set(
                        "database",
                        client == null ? null : client.session().database().toString())
                .set("session", client == null ? null : client.session().key())
                .set("verdict", preview.row().judgement().verdict().name())
                .set("reasons", preview.row().judgement().reasons())
                .set("allowed", preview.allowed())
                .set("guard", preview.guard().name())
                .set("answers", preview.answers())
                .build();
    }

    /** The preview of a batch. */
    public static EntityRecord of(BatchPreview preview) {
        long refused =
                preview.items().stream().filter(item -> item.refusal() != null).count();
        return token(EntityRecord.of(Entity.BATCH_PREVIEW), preview.token())
                .set("leaseCount", preview.items().size())
                .set("refusedCount", Math.toIntExact(refused))
                .set("allowed", preview.allowed())
                .set("answers", preview.answers())
                .set("leases", leases(preview))
                .set("scanTime", preview.at())
                .set("problems", Values.lines(preview.problems()))
                .build();
    }

    /** The preview of one kill, one line for each rule. */
    public static List<String> lines(Preview preview) {
        List<String> lines = new ArrayList<>();
        lines.add(preview.allowed() ? "ALLOWED" : "DENIED");
        lines.addAll(preview.answers());
        add(lines, preview.token());
        return lines;
    }

    /** The preview of a batch, one line for each rule and for each lease. */
    public static List<String> lines(BatchPreview preview) {
        List<String> lines = new ArrayList<>();
        lines.add(preview.allowed() ? "ALLOWED" : "DENIED");
        lines.addAll(preview.answers());
        lines.addAll(leases(preview));
        add(lines, preview.token());
        return lines;
    }

    private static EntityRecord.Builder token(EntityRecord.Builder record, PreviewToken token) {
        return record.set("previewToken", token == null ? null : token.text())
                .set("previewTokenExpires", token == null ? null : token.expires());
    }

    private static void add(List<String> lines, PreviewToken token) {
        if (token != null) {
            lines.add("Preview token, taken until " + token.expires() + ": " + token.text());
        }
    }

    private static List<String> leases(BatchPreview preview) {
        return preview.items().stream()
                .map(item -> line(item.row(), item.refusal()))
                .toList();
    }

    private static String line(Row row, String refusal) {
        Lease lease = row.lease();
        String session = lease.client() == null
                ? "unknown session"
                : lease.client().session().toString();
        return "lease " + lease.id() + " of " + lease.pool() + ", " + session + ": "
                + (refusal == null ? "would be ended" : refusal) + " ["
                + row.judgement().verdict() + ", proof "
                + row.judgement().proof() + ": "
                + String.join("; ", row.judgement().reasons()) + "]";
    }
}
