-- The same guard in a locked schema of its own, for those who want nothing of anybody's in SYS.
--
-- Run it as SYS, in the PDB, or on an Autonomous Database as ADMIN; with the same parameters as install.sql and one
-- more:
--
--   define owner = POOLWARDEN_GUARD
--   @install-schema.sql
--
-- Owner and tablespace are checked before anything is created; grantee and scope by install.sql, when the owner is
-- there with its grants. It may be run again.
-- The owner is created without a password and locked: nobody can log on as it. It is given the grants below, no role.
-- They carry GRANT OPTION because Oracle asks for it of the owner of a view that others are to read. The grantee gets
-- no more than with install.sql. Clients then say POOLWARDEN_GUARD where they would say SYS.

whenever sqlerror exit failure rollback
whenever oserror exit failure rollback
set define on
set verify off
set feedback off
set serveroutput on

alter session set nls_comp = binary;

prompt
prompt owner: the schema that will own the guard. It is created, locked, if it does not exist.
define owner = &&owner
prompt audit_tablespace: where the audit is kept: a small one of its own. Not SYSTEM.
define audit_tablespace = &&audit_tablespace

BEGIN
  -- ADMIN is the most that there is on an Autonomous Database
  IF SYS_CONTEXT('USERENV', 'SESSION_USER') <> 'SYS'
     AND NOT (SYS_CONTEXT('USERENV', 'SESSION_USER') = 'ADMIN'
              AND SYS_CONTEXT('USERENV', 'CLOUD_SERVICE') IS NOT NULL) THEN
    raise_application_error(-20904, 'run install-schema.sql as SYS, on an Autonomous Database as ADMIN');
  END IF;
END;
/

@@create-owner.sql

-- To end sessions, which is all that ALTER SYSTEM is used for. Directly: a role would not count in the package.
GRANT ALTER SYSTEM TO &&owner;
-- To know who is who.
GRANT READ ON sys.dba_users TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.dba_role_privs TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.gv_$pwfile_users TO &&owner WITH GRANT OPTION;
-- To see the sessions.
GRANT READ ON sys.gv_$session TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.gv_$process TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.gv_$transaction TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.gv_$fast_start_transactions TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.gv_$dead_cleanup TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.gv_$global_transaction TO &&owner WITH GRANT OPTION;
-- To know what the database ends by itself.
GRANT READ ON sys.gv_$system_parameter TO &&owner WITH GRANT OPTION;
-- To know which database this is.
GRANT READ ON sys.v_$instance TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.v_$database TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.v_$containers TO &&owner WITH GRANT OPTION;
-- To recognise slaves.
GRANT READ ON sys.gv_$px_session TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.gv_$scheduler_running_jobs TO &&owner WITH GRANT OPTION;
GRANT READ ON sys.dba_objects TO &&owner WITH GRANT OPTION;
-- For the package alone: the text of a statement, what a session holds, and the members of the cluster.
GRANT READ ON sys.gv_$sqlstats TO &&owner;
GRANT READ ON sys.gv_$sesstat TO &&owner;
GRANT READ ON sys.v_$statname TO &&owner;
GRANT READ ON sys.gv_$open_cursor TO &&owner;
GRANT READ ON sys.gv_$sort_usage TO &&owner;
GRANT READ ON sys.v_$active_instances TO &&owner;
-- For a line in the alert log, if you want one. DBMS_SYSTEM can do more than that.
-- GRANT EXECUTE ON sys.dbms_system TO &&owner;

alter session set current_schema = &&owner;
@@install.sql
alter session set current_schema = SYS;

-- What reaches a schema and not SYS. Those listed are not stopped by the guard: they can rewrite or empty it.
set serveroutput on
BEGIN
  FOR g IN (SELECT p.grantee, p.privilege
              FROM sys.dba_sys_privs p
             WHERE p.privilege IN ('CREATE ANY PROCEDURE', 'ALTER ANY PROCEDURE', 'DROP ANY PROCEDURE',
                                   'EXECUTE ANY PROCEDURE', 'INSERT ANY TABLE', 'UPDATE ANY TABLE',
                                   'DELETE ANY TABLE', 'ALTER ANY TABLE', 'DROP ANY TABLE', 'CREATE ANY TRIGGER',
                                   'CREATE ANY VIEW', 'DROP ANY VIEW', 'GRANT ANY OBJECT PRIVILEGE', 'BECOME USER')
               AND p.grantee NOT IN (SELECT r.role FROM sys.dba_roles r WHERE r.oracle_maintained = 'Y')
               AND p.grantee NOT IN (SELECT u.username
                                       FROM sys.dba_users u
                                      WHERE u.oracle_maintained = 'Y' OR u.common = 'YES')
             ORDER BY p.grantee, p.privilege) LOOP
    DBMS_OUTPUT.PUT_LINE('Reaches this schema: ' || g.grantee || ' has ' || g.privilege);
  END LOOP;
END;
/

set serveroutput off
undefine owner
