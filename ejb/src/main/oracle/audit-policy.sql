-- A second record of what the guard is used for, in the database's unified audit, which neither the guard's user nor
-- the keeper of its audit can purge; and of whoever goes around the guard: changes its scope or its audit, or gives it
-- away.
--
-- Run it in the PDB, after install.sql, as SYS or a user with AUDIT_ADMIN. It may be run again. To take it back:
--
--   noaudit policy poolwarden_objects;
--   noaudit policy poolwarden_logon by POOLWARDEN;
--   drop audit policy poolwarden_objects;
--   drop audit policy poolwarden_logon;
--
-- Where the guard is not in SYS, put its schema here:
define guard = sys

whenever sqlerror exit failure rollback
set define on
set verify off
set feedback off
set serveroutput on

prompt
prompt grantee: the database user Poolwarden connects as. Its logons are written down.
define grantee = &&grantee

DECLARE
  l_guard   VARCHAR2(140) := DBMS_ASSERT.ENQUOTE_NAME(UPPER(TRIM('&&guard')), FALSE);
  l_grantee VARCHAR2(140) := DBMS_ASSERT.ENQUOTE_NAME(UPPER(TRIM('&&grantee')), FALSE);

  PROCEDURE create_policy (p_name IN VARCHAR2, p_actions IN VARCHAR2) IS
    l_found NUMBER;
  BEGIN
    SELECT COUNT(*) INTO l_found FROM sys.audit_unified_policies p WHERE p.policy_name = p_name;
    IF l_found = 0 THEN
      EXECUTE IMMEDIATE 'CREATE AUDIT POLICY ' || p_name || ' ACTIONS ' || p_actions;
    END IF;
  END create_policy;
BEGIN
  -- an act inserts one row of the guard's audit and updates it; a refusal inserts one
  create_policy('POOLWARDEN_OBJECTS',
                'INSERT ON ' || l_guard || '.poolwarden_scope, UPDATE ON ' || l_guard || '.poolwarden_scope, DELETE ON '
                || l_guard || '.poolwarden_scope, INSERT ON ' || l_guard || '.poolwarden_audit, UPDATE ON ' || l_guard
                || '.poolwarden_audit, DELETE ON ' || l_guard || '.poolwarden_audit, GRANT ON ' || l_guard
                || '.poolwarden, EXECUTE ON ' || l_guard || '.poolwarden_admin, GRANT ON ' || l_guard
                || '.poolwarden_admin, EXECUTE ON ' || l_guard || '.kill_session, GRANT ON ' || l_guard
                || '.kill_session');
  create_policy('POOLWARDEN_LOGON', 'LOGON');
  EXECUTE IMMEDIATE 'AUDIT POLICY poolwarden_objects';
  EXECUTE IMMEDIATE 'AUDIT POLICY poolwarden_logon BY ' || l_grantee;
  DBMS_OUTPUT.PUT_LINE('Audited: SELECT * FROM unified_audit_trail WHERE unified_audit_policies LIKE ''%POOLWARDEN%''');
END;
/

undefine guard
undefine grantee
set serveroutput off
set feedback 6
set verify on
whenever sqlerror continue none
