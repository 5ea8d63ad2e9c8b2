package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;

/** A CDI bean of one conversation, which goes on after the request and keeps its connection. */
@ConversationScoped
public class Basket implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private Conversation conversation;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private transient DataSource dataSource;

    private transient Connection connection;

    /** The connection is the conversation's until the test ends it. */
    public void open(String row) throws SQLException {
        conversation.begin();
        connection = dataSource.getConnection();
        Field.borrowed(row, Sql.sid(connection));
        Field.forget(connection);
    }
}
