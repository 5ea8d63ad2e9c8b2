package org.poolwarden.console.export;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Field;

/** Records of the contract as the rows of a CSV file. The first row has the contract's names in its order. */
public final class RecordRows {

    private RecordRows() {}

    /**
     * The rows of a file.
     *
     * @param reader who reads the file; fields that this reader may not see have no column
     * @return rows of texts, with null for what is unknown
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
