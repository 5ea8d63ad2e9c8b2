package org.poolwarden.standin.call.statement;

import java.util.List;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.EngineSession.StatementKind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

/** A parsed statement that the client knows by its number, with its binds and what it gave last. */
final class Cursor {

    private final int id;
    private String sql = "";
    private StatementKind kind = StatementKind.OTHER;
    private List<BindDeclaration> shapes = List.of();
    private List<Bind> binds = List.of();
    private boolean countsWanted;
    private Result result;
    private List<Result.Column> described = List.of();
    private int fetched;

    Cursor(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    /** New text, perhaps in a cursor that had another; what was fetched of it is gone. */
    void parse(String newSql, StatementKind newKind) {
        sql = newSql;
        kind = newKind;
        result = null;
        described = List.of();
    }

    String sql() {
        return sql;
    }

    StatementKind kind() {
        return kind;
    }

    void bind(List<BindDeclaration> newShapes) {
        shapes = newShapes;
        binds = newShapes.stream()
                .map(shape -> new Bind(shape.type(), shape.maxLength()))
                .toList();
    }

    List<BindDeclaration> shapes() {
        return shapes;
    }

    List<Bind> binds() {
        return binds;
    }

    /** Whether the client asks for the count of each iteration; it says so only when it sends the whole statement. */
    void wantCounts(boolean wanted) {
        countsWanted = wanted;
    }

    boolean countsWanted() {
        return countsWanted;
    }

    void opened(Result newResult) {
        result = newResult;
        fetched = 0;
    }

    /** Whether the client does not know the columns of the open result yet; it does after this. */
    boolean describes() {
        boolean known = described.equals(result.columns());
        described = result.columns();
        return !known;
    }

    /** What is open for fetching. */
    Result result() throws OraException {
        if (result == null) {
            throw new OraException(1002, "fetch out of sequence");
        }
        return result;
    }

    int fetched() {
        return fetched;
    }

    /** The next rows, which the client then has. */
    List<Object[]> next(int most) throws OraException {
        List<Object[]> all = result().rows();
        int end = fetched + Math.min(most, all.size() - fetched);
        List<Object[]> rows = all.subList(fetched, end);
        fetched = end;
        return rows;
    }
}
