-- Removes Poolwarden's guard without a trace: everything that install.sql created, and with it every grant on it.
-- Run it as SYS in the PDB; for a guard in a schema of its own, first: alter session set current_schema = THAT_SCHEMA;
-- Safe to run again. The grantee stays, with CREATE SESSION: drop user POOLWARDEN; is yours to say, and so is
-- drop user THAT_SCHEMA; after install-schema.sql.

whenever sqlerror exit failure rollback
set define on
set verify off
set feedback off
set serveroutput on

alter session set nls_comp = binary;

prompt
prompt keep_audit: YES leaves the table POOLWARDEN_AUDIT and its sequence behind, NO drops both for good.
define keep_audit = &&keep_audit

DECLARE
  l_schema VARCHAR2(128) := SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA');
  l_keep   VARCHAR2(10) := UPPER(TRIM('&&keep_audit'));
BEGIN
  IF NVL(l_keep, '?') NOT IN ('YES', 'NO') THEN
    raise_application_error(-20904, 'keep_audit must be YES or NO');
  END IF;
  FOR y IN (SELECT s.synonym_name
              FROM sys.dba_synonyms s
             WHERE s.owner = 'PUBLIC' AND s.synonym_name = 'KILL_SESSION'
               AND s.table_owner = l_schema AND s.table_name = 'KILL_SESSION') LOOP
    EXECUTE IMMEDIATE 'DROP PUBLIC SYNONYM kill_session';
    DBMS_OUTPUT.PUT_LINE('dropped public synonym KILL_SESSION');
  END LOOP;
  FOR o IN (SELECT d.object_type, d.object_name
              FROM sys.dba_objects d
             WHERE d.owner = l_schema
               AND ((d.object_type = 'PACKAGE' AND d.object_name IN ('POOLWARDEN', 'POOLWARDEN_ADMIN'))
                    -- which an installation that failed has left behind
                    OR (d.object_type = 'FUNCTION' AND d.object_name = 'POOLWARDEN_NAME_OF')
                    OR (d.object_type = 'SEQUENCE' AND d.object_name = 'POOLWARDEN_AUDIT_SEQ' AND l_keep = 'NO')
                    OR (d.object_type = 'TABLE' AND d.object_name = 'POOLWARDEN_SCOPE')
                    OR (d.object_type = 'TABLE' AND d.object_name = 'POOLWARDEN_AUDIT' AND l_keep = 'NO')
                    OR (d.object_type = 'VIEW'
                        AND d.object_name IN ('POOLWARDEN_ORDINARY', 'POOLWARDEN_ACCESS', 'POOLWARDEN_SESSIONS',
                                              'POOLWARDEN_SLAVES', 'POOLWARDEN_RECOVERY', 'POOLWARDEN_CLEANUP',
                                              'POOLWARDEN_ACTS', 'POOLWARDEN_PARAMETERS',
                                              'POOLWARDEN_SESSIONLESS', 'POOLWARDEN_DATABASE',
                                              'POOLWARDEN_AUDIT_LOG'))
                    OR (d.object_type = 'PROCEDURE' AND d.object_name = 'KILL_SESSION'
                        AND EXISTS (SELECT 1 FROM sys.dba_source c
                                     WHERE c.owner = d.owner AND c.name = d.object_name
                                       AND INSTR(c.text, 'poolwarden.disconnect_session') > 0)))) LOOP
    EXECUTE IMMEDIATE 'DROP ' || o.object_type || ' ' || DBMS_ASSERT.ENQUOTE_NAME(l_schema, FALSE) || '.'
                      || DBMS_ASSERT.ENQUOTE_NAME(o.object_name, FALSE)
                      || CASE WHEN o.object_type = 'TABLE' THEN ' PURGE' END;
    DBMS_OUTPUT.PUT_LINE('dropped ' || LOWER(o.object_type) || ' ' || o.object_name);
  END LOOP;
END;
/

undefine keep_audit
set serveroutput off
set feedback 6
set verify on
whenever sqlerror continue none
