<%@ page import="java.sql.Connection, javax.naming.InitialContext, javax.sql.DataSource" %>
<%@ page import="org.example.kit.Field, org.example.kit.Sql, org.example.kit.Way" %>
<%
    Way way = Way.valueOf(request.getParameter("way"));
    DataSource dataSource = InitialContext.doLookup("java:jboss/datasources/FieldDS");
    Connection connection = dataSource.getConnection();
    String sid = Sql.sid(connection);
    if (way != Way.BRIEF) {
        Field.borrowed(request.getParameter("row"), sid);
    }
    if (way == Way.LEAK) {
        Field.forget(connection);
    } else {
        if (way == Way.HONEST) {
            Field.remoteCall();
        }
        connection.close();
    }
%>
done
