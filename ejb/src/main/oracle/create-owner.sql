-- A part of install-schema.sql and install-rds.sql, which say what it is for: the owner of the guard, locked and
-- without a password, and the checks of owner and tablespace. Do not run it by itself.

DECLARE
  l_owner      VARCHAR2(140) := DBMS_ASSERT.ENQUOTE_NAME(DBMS_ASSERT.SIMPLE_SQL_NAME('&&owner'));
  l_tablespace VARCHAR2(128) := UPPER(TRIM('&&audit_tablespace'));
  l_found      NUMBER;
BEGIN
  SELECT COUNT(*) INTO l_found
    FROM sys.dba_tablespaces t
   WHERE t.tablespace_name = l_tablespace AND t.contents = 'PERMANENT' AND t.tablespace_name <> 'SYSTEM';
  IF l_found = 0 THEN
    raise_application_error(-20904, 'audit_tablespace ' || l_tablespace
                            || ' is not a permanent tablespace other than SYSTEM');
  END IF;
  -- a schema that holds something else belongs to somebody else
  SELECT COUNT(*) INTO l_found
    FROM sys.dba_objects o
   WHERE o.owner = UPPER(TRIM('&&owner')) AND o.object_type NOT IN ('INDEX', 'LOB')
     AND o.object_name NOT IN ('POOLWARDEN_SCOPE', 'POOLWARDEN_AUDIT', 'POOLWARDEN_AUDIT_SEQ', 'POOLWARDEN_ORDINARY',
                               'POOLWARDEN_ACCESS', 'POOLWARDEN_SESSIONS', 'POOLWARDEN_SLAVES',
                               'POOLWARDEN_RECOVERY', 'POOLWARDEN_CLEANUP', 'POOLWARDEN_ACTS',
                               'POOLWARDEN_PARAMETERS', 'POOLWARDEN_SESSIONLESS', 'POOLWARDEN_DATABASE',
                               'POOLWARDEN_AUDIT_LOG', 'POOLWARDEN', 'POOLWARDEN_ADMIN',
                               'POOLWARDEN_NAME_OF', 'KILL_SESSION');
  IF l_found > 0 THEN
    raise_application_error(-20904, 'owner holds ' || TO_CHAR(l_found)
                            || ' objects that are not the guard''s: give a name that is free');
  END IF;
  SELECT COUNT(*) INTO l_found FROM sys.dba_users u WHERE u.username = UPPER(TRIM('&&owner'));
  IF l_found = 0 THEN
    EXECUTE IMMEDIATE 'CREATE USER ' || l_owner || ' NO AUTHENTICATION ACCOUNT LOCK QUOTA UNLIMITED ON '
                      || DBMS_ASSERT.ENQUOTE_NAME(l_tablespace, FALSE);
  END IF;
  -- ALTER SYSTEM is for nobody who can log on.
  SELECT COUNT(*) INTO l_found
    FROM sys.dba_users u
   WHERE u.username = UPPER(TRIM('&&owner')) AND u.authentication_type = 'NONE' AND u.oracle_maintained = 'N'
     AND u.common = 'NO' AND u.account_status LIKE '%LOCKED%';
  IF l_found = 0 THEN
    raise_application_error(-20904, 'owner must be a locked user without a password: give a name that is free');
  END IF;
END;
/
