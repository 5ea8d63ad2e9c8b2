-- The guard on Amazon RDS for Oracle, where there is no SYS to log on as: in a locked schema of its own, as with
-- install-schema.sql, and with the same parameters. Only the grants differ, which are given by Amazon's package.
--
-- Run it as the master user, in the database (or PDB) that has the application's sessions:
--
--   define owner = POOLWARDEN_GUARD
--   @install-rds.sql
--
-- Nobody may say ALTER SYSTEM there: the guard's package is not permitted to, and calls rdsadmin.rdsadmin_util instead
-- (disconnect, kill, cancel; FORCE is its kill of the process). It may be run again.

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

@@create-owner.sql

-- To end sessions.
GRANT EXECUTE ON rdsadmin.rdsadmin_util TO &&owner;

-- To know who is who, and to see the sessions: what install-schema.sql grants, in its order.
DECLARE
  PROCEDURE give (p_object IN VARCHAR2, p_to_grant_on IN BOOLEAN) IS
  BEGIN
    rdsadmin.rdsadmin_util.grant_sys_object(p_obj_name => p_object, p_grantee => UPPER(TRIM('&&owner')),
                                            p_privilege => 'SELECT', p_grant_option => p_to_grant_on);
  END give;
BEGIN
  give('DBA_USERS', TRUE);
  give('DBA_ROLE_PRIVS', TRUE);
  give('GV_$PWFILE_USERS', TRUE);
  give('GV_$SESSION', TRUE);
  give('GV_$PROCESS', TRUE);
  give('GV_$TRANSACTION', TRUE);
  give('GV_$FAST_START_TRANSACTIONS', TRUE);
  give('GV_$DEAD_CLEANUP', TRUE);
  give('GV_$GLOBAL_TRANSACTION', TRUE);
  give('GV_$SYSTEM_PARAMETER', TRUE);
  give('V_$INSTANCE', TRUE);
  give('V_$DATABASE', TRUE);
  give('V_$CONTAINERS', TRUE);
  give('GV_$PX_SESSION', TRUE);
  give('GV_$SCHEDULER_RUNNING_JOBS', TRUE);
  give('DBA_OBJECTS', TRUE);
  give('GV_$SQLSTATS', FALSE);
  give('GV_$SESSTAT', FALSE);
  give('V_$STATNAME', FALSE);
  give('GV_$OPEN_CURSOR', FALSE);
  give('GV_$SORT_USAGE', FALSE);
  give('V_$ACTIVE_INSTANCES', FALSE);
END;
/

alter session set current_schema = &&owner;
@@install.sql
undefine owner
