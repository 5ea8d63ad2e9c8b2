package org.poolwarden.guardcontract.script;

import io.debezium.ddl.parser.oracle.generated.PlSqlLexer;
import io.debezium.ddl.parser.oracle.generated.PlSqlParser;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.pmd.lang.LanguageProcessor;
import net.sourceforge.pmd.lang.LanguageProcessorRegistry;
import net.sourceforge.pmd.lang.ast.ParseException;
import net.sourceforge.pmd.lang.ast.Parser.ParserTask;
import net.sourceforge.pmd.lang.ast.SemanticErrorReporter;
import net.sourceforge.pmd.lang.document.TextDocument;
import net.sourceforge.pmd.lang.plsql.PLSQLLanguageModule;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;

/** What two parsers that know nothing of each other have against some statements. */
public final class PlsqlParsers {

    private PlsqlParsers() {}

    /** Reads one statement and adds what is wrong with it. */
    private interface Reader {
        void read(String statement, List<String> errors) throws Exception;
    }

    public static List<String> pmd(List<String> statements) throws Exception {
        PLSQLLanguageModule plsql = PLSQLLanguageModule.getInstance();
        try (LanguageProcessor processor = plsql.createProcessor(plsql.newPropertyBundle())) {
            return errors(statements, (statement, errors) -> {
                try (TextDocument text = TextDocument.readOnlyString(statement, plsql.getDefaultVersion())) {
                    processor
                            .services()
                            .getParser()
                            .parse(new ParserTask(
                                    text,
                                    SemanticErrorReporter.noop(),
                                    LanguageProcessorRegistry.singleton(processor)));
                } catch (ParseException e) {
                    errors.add("PMD: " + e.getMessage());
                }
            });
        }
    }

    public static List<String> debezium(List<String> statements) throws Exception {
        return errors(statements, (statement, errors) -> {
            BaseErrorListener listener = new BaseErrorListener() {
                @Override
                public void syntaxError(
                        Recognizer<?, ?> recognizer,
                        Object symbol,
                        int line,
                        int column,
                        String message,
                        RecognitionException cause) {
                    errors.add("Debezium: line " + line + ": " + message);
                }
            };
            PlSqlLexer lexer = new PlSqlLexer(CharStreams.fromString(statement));
            lexer.removeErrorListeners();
            lexer.addErrorListener(listener);
            PlSqlParser parser = new PlSqlParser(new CommonTokenStream(lexer));
            parser.removeErrorListeners();
            parser.addErrorListener(listener);
            parser.sql_script();
        });
    }

    private static List<String> errors(List<String> statements, Reader reader) throws Exception {
        List<String> errors = new ArrayList<>();
        for (String statement : statements) {
            reader.read(statement.endsWith(";") ? statement + "\n" : statement + ";\n", errors);
        }
        return errors;
    }
}
