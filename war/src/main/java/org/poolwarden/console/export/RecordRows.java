package org.poolwarden.console.export;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;

/** Records of the contract as the rows of a file, the first one its head: the contract's names in its order. */
public final class RecordRows {

    private RecordRows() {}

    /**
     * @param reader who reads the file; a field that is for others has no column
     * @return texts; null for what is unknown
     */
    public static List<List<String>> of(Entity entity, List<EntityRecord> records, Audience reader) {
        List<String> names = entity.fields(reader).stream().map(Field::name).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(names);
        for (EntityRecord record : records) {
            List<String> row = new ArrayList<>();
            names.forEach(name -> row.add(record.text(name)));
            rows.add(row);
        }
        return rows;
    }
}
