-- What the anonymous blocks of install.sql ask of Oracle's dictionary, as tables that a test fills; and the DDL that they
-- run, which is printed and not run.
CREATE TABLE sys.dba_tablespaces (tablespace_name varchar, contents varchar);
CREATE TABLE sys.dba_source (owner varchar, name varchar, text varchar);
CREATE TABLE sys.dba_synonyms (owner varchar, synonym_name varchar, table_owner varchar, table_name varchar);
CREATE TABLE sys.dba_errors (owner varchar, name varchar, line numeric, text varchar, attribute varchar,
                             sequence numeric);
CREATE TABLE sys.dba_tab_privs (grantee varchar, owner varchar, table_name varchar, privilege varchar,
                                grantable varchar);
CREATE TABLE sys.dba_col_privs (grantee varchar, owner varchar, table_name varchar, column_name varchar,
                                privilege varchar);
CREATE TABLE sys.dba_sys_privs (grantee varchar, privilege varchar, admin_option varchar);
CREATE TABLE sys.dba_proxies (proxy varchar, client varchar);
CREATE TABLE sys.dba_roles (role varchar, oracle_maintained varchar);
CREATE TABLE sys.dba_views (owner varchar, view_name varchar);
INSERT INTO sys.dba_tablespaces VALUES ('POOLWARDEN_AUDIT', 'PERMANENT'), ('SYSTEM', 'PERMANENT'),
  ('TEMP', 'TEMPORARY');

CREATE PROCEDURE sys.ddl(statement text) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM dbms_output.put_line('DDL: ' || statement);
END $$;
