-- Poolwarden's guard, version 2.1, for Oracle 19c to 26ai.
--
-- Run it in SQL*Plus or SQLcl as SYS, in each PDB that has application sessions (or in the one database of a non-CDB):
--
--   sqlplus / as sysdba
--   alter session set container = ORCLPDB1;
--   define grantee = POOLWARDEN
--   define scope = "SHOP,BILLING"
--   define audit_tablespace = POOLWARDEN_AUDIT
--   @install.sql
--
-- What is not defined is asked for. It is safe to run again: code and views are replaced, the audit and the scope are
-- kept, the scope that is given is added. It ends by checking itself, and exits with an error if a check fails.
-- README.md says what each object is and may do. To install into a locked schema: install-schema.sql.

whenever sqlerror exit failure rollback
whenever oserror exit failure rollback
set define on
set verify off
set feedback off
set sqlblanklines on
set serveroutput on

-- Names are compared byte by byte, whatever this session was told of languages.
alter session set nls_comp = binary;

prompt
prompt grantee: the database user Poolwarden connects as. It must exist, should own nothing, and is given nothing else.
prompt A name that is not upper case is put into double quotes, here and in the scope.
define grantee = &&grantee
prompt scope: whose sessions it may end: user names separated by commas. A single * means every unprotected user.
prompt What is longer than 239 characters goes into a second run: what is given is added to what is there.
define scope = '&&scope'
prompt audit_tablespace: where the audit is kept: a small one of its own. Not SYSTEM.
define audit_tablespace = &&audit_tablespace
prompt

-- A name as the dictionary has it: upper case unless in double quotes. For this script, which drops it at its end.
CREATE OR REPLACE FUNCTION poolwarden_name_of (p_text IN VARCHAR2) RETURN VARCHAR2 AUTHID DEFINER AS
  l_text VARCHAR2(4000) := TRIM(p_text);
BEGIN
  RETURN CASE WHEN ASCII(l_text) = 34 THEN TRIM('"' FROM l_text) ELSE UPPER(l_text) END;
END poolwarden_name_of;
/

-- Nothing else is created unless the parameters make sense and nothing of somebody else's is in the way.
DECLARE
  l_schema     VARCHAR2(128) := SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA');
  l_grantee    VARCHAR2(128);
  l_tablespace VARCHAR2(128) := UPPER(TRIM('&&audit_tablespace'));
  l_rest       VARCHAR2(4000) := '&&scope' || ',';
  l_name       VARCHAR2(128);
  l_names      NUMBER := 0;
  l_found      NUMBER;
BEGIN
  l_grantee := poolwarden_name_of('&&grantee');
  -- a value of SQL*Plus holds 240 characters: the last name of this one may be cut
  IF LENGTH('&&scope') >= 240 THEN
    raise_application_error(-20904, 'scope is too long for one run: give at most 239 characters, then run again with'
                            || ' the rest');
  END IF;
  IF SYS_CONTEXT('USERENV', 'SESSION_USER') <> 'SYS'
     AND l_schema IN ('SYS', SYS_CONTEXT('USERENV', 'SESSION_USER')) THEN
    raise_application_error(-20904, 'run install.sql as SYS, or by install-rds.sql');
  END IF;
  SELECT COUNT(*) INTO l_found FROM sys.dba_users u WHERE u.username = l_grantee AND u.oracle_maintained = 'N'
     AND u.common = 'NO';
  IF l_found = 0 THEN
    raise_application_error(-20904, 'grantee ' || l_grantee
                            || ' is not a local user of this database: create it first');
  END IF;
  IF l_grantee = l_schema THEN
    raise_application_error(-20904, 'the grantee must not own the guard: give another user');
  END IF;
  WHILE INSTR(l_rest, ',') > 0 LOOP
    l_name := poolwarden_name_of(SUBSTR(l_rest, 1, INSTR(l_rest, ',') - 1));
    l_rest := SUBSTR(l_rest, INSTR(l_rest, ',') + 1);
    SELECT COUNT(*) INTO l_found FROM sys.dba_users u WHERE u.username = l_name;
    IF l_found = 0 AND l_name <> '*' THEN
      raise_application_error(-20904, 'scope names ' || l_name || ', which is not a user of this database');
    END IF;
    IF l_name IS NOT NULL THEN
      l_names := l_names + 1;
    END IF;
  END LOOP;
  IF l_names = 0 THEN
    raise_application_error(-20904, 'scope is empty: name the users, or give * for all that are not protected');
  END IF;
  SELECT COUNT(*) INTO l_found
    FROM sys.dba_tablespaces t
   WHERE t.tablespace_name = l_tablespace AND t.contents = 'PERMANENT' AND t.tablespace_name <> 'SYSTEM';
  IF l_found = 0 THEN
    raise_application_error(-20904, 'audit_tablespace ' || l_tablespace
                            || ' is not a permanent tablespace other than SYSTEM');
  END IF;
  SELECT COUNT(*) INTO l_found
    FROM sys.dba_objects o
   WHERE o.owner = l_schema AND o.object_name = 'KILL_SESSION' AND o.object_type = 'PROCEDURE'
     AND NOT EXISTS (SELECT 1 FROM sys.dba_source s
                      WHERE s.owner = o.owner AND s.name = o.object_name
                        AND INSTR(s.text, 'poolwarden.disconnect_session') > 0);
  IF l_found > 0 THEN
    raise_application_error(-20904, l_schema || '.KILL_SESSION exists and is not ours: drop or rename it first');
  END IF;
  SELECT COUNT(*) INTO l_found
    FROM sys.dba_synonyms y
   WHERE y.owner = 'PUBLIC' AND y.synonym_name = 'KILL_SESSION'
     AND (y.table_owner <> l_schema OR y.table_name <> 'KILL_SESSION');
  IF l_found > 0 THEN
    raise_application_error(-20904, 'the public synonym KILL_SESSION exists and is not ours: drop it first');
  END IF;
  DBMS_OUTPUT.PUT_LINE('Installing Poolwarden''s guard into schema ' || l_schema);
END;
/

-- The two tables, the indexes and the sequence are created once, and kept when the script runs again. An index of an
-- older guard is dropped when its successors are there.
DECLARE
  PROCEDURE create_once (p_name IN VARCHAR2, p_statement IN VARCHAR2) IS
    l_found NUMBER;
  BEGIN
    SELECT COUNT(*) INTO l_found
      FROM sys.dba_objects o
     WHERE o.owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AND o.object_name = p_name;
    IF l_found = 0 THEN
      EXECUTE IMMEDIATE p_statement;
    END IF;
  END create_once;

  PROCEDURE drop_index (p_name IN VARCHAR2) IS
    l_found NUMBER;
  BEGIN
    SELECT COUNT(*) INTO l_found
      FROM sys.dba_objects o
     WHERE o.owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AND o.object_name = p_name
       AND o.object_type LIKE 'INDEX%';
    IF l_found > 0 THEN
      EXECUTE IMMEDIATE 'DROP INDEX ' || p_name;
    END IF;
  END drop_index;
BEGIN
  create_once('POOLWARDEN_SCOPE', q'[
CREATE TABLE poolwarden_scope (
  grantee   VARCHAR2(128) NOT NULL,
  username  VARCHAR2(128) NOT NULL,
  machine   VARCHAR2(64 CHAR),
  program   VARCHAR2(64 CHAR),
  service   VARCHAR2(64 CHAR),
  acts_per_hour NUMBER,
  CONSTRAINT poolwarden_scope_uk UNIQUE (grantee, username, machine, program, service)
) TABLESPACE &&audit_tablespace]');
  create_once('POOLWARDEN_AUDIT', q'[
CREATE TABLE poolwarden_audit (
  audit_id      NUMBER             NOT NULL,
  at_time       TIMESTAMP          DEFAULT SYS_EXTRACT_UTC(SYSTIMESTAMP) NOT NULL,
  caller        VARCHAR2(128)      NOT NULL,
  os_user       VARCHAR2(128 CHAR),
  host          VARCHAR2(128 CHAR),
  ip_address    VARCHAR2(64),
  proxy_user    VARCHAR2(128),
  action        VARCHAR2(20)       NOT NULL,
  requester     VARCHAR2(256 CHAR),
  reason        VARCHAR2(400 CHAR),
  kill_id       VARCHAR2(64 CHAR),
  inst_id       NUMBER,
  sid           NUMBER,
  serial_no     NUMBER,
  username      VARCHAR2(128),
  machine       VARCHAR2(128 CHAR),
  program       VARCHAR2(128 CHAR),
  spid          VARCHAR2(64),
  server        VARCHAR2(20),
  statement     VARCHAR2(400),
  outcome       VARCHAR2(20)       NOT NULL,
  error_code    NUMBER,
  duration_ms   NUMBER,
  note          VARCHAR2(400 CHAR),
  noted_at      TIMESTAMP,
  CONSTRAINT poolwarden_audit_pk PRIMARY KEY (audit_id)
) TABLESPACE &&audit_tablespace]');
  -- an older guard's, before one with the same columns is made: ORA-01408
  drop_index('POOLWARDEN_AUDIT_IX');
  -- for the last hour, and for the newest rows
  create_once('POOLWARDEN_AUDIT_TIME_IX', q'[
CREATE INDEX poolwarden_audit_time_ix ON poolwarden_audit (at_time, audit_id) TABLESPACE &&audit_tablespace]');
  -- for the newest rows of one session, and for the note about its end
  create_once('POOLWARDEN_AUDIT_SESSION_IX', q'[
CREATE INDEX poolwarden_audit_session_ix ON poolwarden_audit (sid, serial_no, inst_id, at_time, audit_id)
  TABLESPACE &&audit_tablespace]');
  create_once('POOLWARDEN_AUDIT_SEQ', q'[CREATE SEQUENCE poolwarden_audit_seq CACHE 20]');
END;
/

-- What only newer versions have is taken where it is: a view that names a missing column cannot be compiled. 23ai gives
-- each transaction a priority. The SELECT sets a value of SQL*Plus.
column txn_priority new_value txn_priority noprint
SELECT CASE WHEN COUNT(*) > 0 THEN 't.txn_priority' ELSE 'CAST(NULL AS VARCHAR2(10))' END AS txn_priority
  FROM sys.dba_tab_columns c
 WHERE c.owner = 'SYS' AND c.table_name = 'GV_$TRANSACTION' AND c.column_name = 'TXN_PRIORITY';

-- Whoever asks may have told its session to take SHOP, Shop and SHOP with an accent for one (NLS_COMP, NLS_SORT), and
-- views and packages compare as the session does that uses them. NLSSORT(..., 'NLS_SORT=BINARY') gives bytes, which no
-- language compares; so every name that decides something is compared in that form: the columns called ..._KEY. What
-- is compared otherwise are Oracle's and our own fixed words, which no language takes for each other.

-- The one definition of who is not protected: a local user of this database that Oracle does not maintain, that is in
-- no password file, and that has DBA or PDB_DBA by no chain of roles and not by way of PUBLIC. Whoever is not in this
-- list is protected: a name that no dictionary knows, as PUBLIC, which is what AS SYSOPER logs on as, is in none.
-- The chain of roles is walked once, from DBA and PDB_DBA to whoever has them; whether a role is enabled or is a
-- default one makes no difference. Roles, users and password file are each read once for a statement: MATERIALIZE
-- leaves no plan that asks them again for each session.
CREATE OR REPLACE VIEW poolwarden_ordinary AS
WITH granted AS (
  SELECT /*+ MATERIALIZE */ NLSSORT(g.grantee, 'NLS_SORT=BINARY') AS grantee_key,
         NLSSORT(g.granted_role, 'NLS_SORT=BINARY') AS role_key
    FROM sys.dba_role_privs g
),
powerful AS (
  SELECT /*+ MATERIALIZE */ d.grantee_key
    FROM (SELECT r.grantee_key
            FROM granted r
           START WITH r.role_key IN (NLSSORT('DBA', 'NLS_SORT=BINARY'), NLSSORT('PDB_DBA', 'NLS_SORT=BINARY'))
         CONNECT BY PRIOR r.grantee_key = r.role_key) d
),
administrators AS (
  SELECT /*+ MATERIALIZE */ NLSSORT(f.username, 'NLS_SORT=BINARY') AS username_key FROM sys.gv_$pwfile_users f
),
accounts AS (
  SELECT /*+ MATERIALIZE */ u.username, NLSSORT(u.username, 'NLS_SORT=BINARY') AS username_key
    FROM sys.dba_users u
   WHERE u.oracle_maintained = 'N' AND u.common = 'NO'
)
SELECT u.username, u.username_key
  FROM accounts u
 WHERE NOT EXISTS (SELECT 1 FROM administrators f WHERE f.username_key = u.username_key)
   AND NOT EXISTS (SELECT 1 FROM powerful d WHERE d.grantee_key = u.username_key)
   AND NOT EXISTS (SELECT 1 FROM powerful d WHERE d.grantee_key = NLSSORT('PUBLIC', 'NLS_SORT=BINARY'));

-- Every session with the answer to "may SESSION_USER act on it?". The list and every action ask here; nobody else can.
-- SESSION_USER is who logged on; CURRENT_USER would be the owner of whatever definer's-rights code is in between.
-- A pattern of the scope is a name, or its beginning and a * : what is compared is as much of the session's name, as
-- bytes. Without a pattern the length is 0, which any name meets.
CREATE OR REPLACE VIEW poolwarden_access AS
WITH caller AS (
  SELECT SYS_CONTEXT('USERENV', 'SESSION_USER') AS username FROM dual
),
own_rows AS (
  SELECT NLSSORT(w.username, 'NLS_SORT=BINARY') AS username_key, w.machine, w.program, w.service,
         CASE WHEN w.machine IS NULL THEN 0
              WHEN ASCII(SUBSTR(w.machine, -1)) = 42 THEN LENGTH(w.machine) - 1 ELSE 999 END AS machine_length,
         CASE WHEN w.program IS NULL THEN 0
              WHEN ASCII(SUBSTR(w.program, -1)) = 42 THEN LENGTH(w.program) - 1 ELSE 999 END AS program_length,
         CASE WHEN w.service IS NULL THEN 0
              WHEN ASCII(SUBSTR(w.service, -1)) = 42 THEN LENGTH(w.service) - 1 ELSE 999 END AS service_length
    FROM poolwarden_scope w
    JOIN caller c ON NLSSORT(c.username, 'NLS_SORT=BINARY') = NLSSORT(w.grantee, 'NLS_SORT=BINARY')
),
own_scope AS (
  SELECT /*+ MATERIALIZE */ t.username_key, t.machine_length, t.program_length, t.service_length,
         NLSSORT(SUBSTR(t.machine, 1, t.machine_length), 'NLS_SORT=BINARY') AS machine_key,
         NLSSORT(SUBSTR(t.program, 1, t.program_length), 'NLS_SORT=BINARY') AS program_key,
         NLSSORT(SUBSTR(t.service, 1, t.service_length), 'NLS_SORT=BINARY') AS service_key
    FROM own_rows t
),
ordinary AS (
  SELECT /*+ MATERIALIZE */ u.username_key FROM poolwarden_ordinary u
)
SELECT s.inst_id, s.sid, s.serial# AS serial_no, s.username, s.type AS session_type,
       CASE
         WHEN s.type = 'USER' AND p.username_key IS NOT NULL AND EXISTS (
                SELECT 1
                  FROM own_scope o
                 WHERE o.username_key IN (NLSSORT(s.username, 'NLS_SORT=BINARY'), NLSSORT('*', 'NLS_SORT=BINARY'))
                   AND (o.machine_length = 0
                        OR o.machine_key = NLSSORT(SUBSTR(s.machine, 1, o.machine_length), 'NLS_SORT=BINARY'))
                   AND (o.program_length = 0
                        OR o.program_key = NLSSORT(SUBSTR(s.program, 1, o.program_length), 'NLS_SORT=BINARY'))
                   AND (o.service_length = 0
                        OR o.service_key = NLSSORT(SUBSTR(s.service_name, 1, o.service_length), 'NLS_SORT=BINARY')))
         THEN 'ALLOWED'
         WHEN s.type = 'USER' AND p.username_key IS NOT NULL THEN 'OUT_OF_SCOPE'
         ELSE 'PROTECTED'
       END AS access_status,
       s.saddr, s.status, s.last_call_et, s.logon_time, s.osuser, s.machine, s.program, s.process, s.module, s.action,
       s.client_info, s.client_identifier, s.sql_id, s.prev_sql_id, s.event, s.wait_class, s.seconds_in_wait,
       s.blocking_instance, s.blocking_session, s.final_blocking_instance, s.final_blocking_session, s.server,
       s.state, s.schemaname, s.command, s.resource_consumer_group, s.audsid,
       -- of a killed session the PADDR points elsewhere, the CREATOR_ADDR does not
       CASE WHEN s.status = 'KILLED' THEN s.creator_addr ELSE s.paddr END AS process_addr,
       CASE
         WHEN NLSSORT(s.username, 'NLS_SORT=BINARY') = NLSSORT(c.username, 'NLS_SORT=BINARY') THEN 'YES'
         ELSE 'NO'
       END AS of_caller
  FROM sys.gv_$session s
 CROSS JOIN caller c
  LEFT JOIN ordinary p ON p.username_key = NLSSORT(s.username, 'NLS_SORT=BINARY');

-- Sessions that work for another one or for a job, and in words for what. No scan asks for them: an act does, for one
-- session, and whoever prints kill commands does, once. DBA_SCHEDULER_RUNNING_JOBS would join gv$session and gv$process
-- to each of its two branches; the fixed view it is made of has the session's key. A lightweight job is no object and
-- has no name here. The coordinator's own row in gv$px_session has no QCINST_ID.
CREATE OR REPLACE VIEW poolwarden_slaves AS
WITH working AS (
  SELECT x.inst_id, x.sid, x.serial# AS serial_no,
         'a parallel-query slave of session ' || TO_CHAR(x.qcsid) || ',' || TO_CHAR(x.qcserial#) || ',@'
         || TO_CHAR(x.qcinst_id) AS coordinator
    FROM sys.gv_$px_session x
   WHERE x.qcinst_id IS NOT NULL
   UNION ALL
  SELECT j.inst_id, j.session_id, j.session_serial_num,
         'the slave of ' || CASE WHEN b.object_name IS NULL THEN 'a lightweight job'
                                 ELSE 'job ' || b.owner || '.' || b.object_name END
    FROM sys.gv_$scheduler_running_jobs j
    LEFT JOIN sys.dba_objects b ON b.object_id = j.job_id
)
SELECT w.inst_id, w.sid, w.serial_no, MAX(w.coordinator) AS coordinator
  FROM working w
  JOIN poolwarden_access a
    ON a.inst_id = w.inst_id AND a.sid = w.sid AND a.serial_no = w.serial_no AND a.access_status = 'ALLOWED'
 GROUP BY w.inst_id, w.sid, w.serial_no;

-- What the console shows. Each gv$ view is read once for a scan; who waits for whom is counted before anything is
-- masked. Of the caller's own user it shows where each session comes from and when it made its last call, in scope or
-- not: by that, a server of a cluster sees that another one, which it does not reach any more, still scans.
-- The text of a statement is not in it. gv$sqlstats has a row for each statement of the shared pool, and a join to it
-- that knows no sql_id beforehand makes every instance of a RAC send all of them, up to 1000 characters each, at every
-- scan; a lookup for each row would start the gv$ machinery once for each session instead. The package's sql_text asks
-- for one statement, by its key, when somebody looks at one session.
CREATE OR REPLACE VIEW poolwarden_sessions AS
WITH every_session AS (
  SELECT /*+ MATERIALIZE */ x.* FROM poolwarden_access x
),
waiting AS (
  SELECT w.blocking_instance AS inst_id, w.blocking_session AS sid, w.inst_id AS waiter_inst, w.sid AS waiter_sid
    FROM every_session w
   WHERE w.blocking_session IS NOT NULL
   UNION
  SELECT w.final_blocking_instance, w.final_blocking_session, w.inst_id, w.sid
    FROM every_session w
   WHERE w.final_blocking_session IS NOT NULL
),
blocked AS (
  SELECT b.inst_id, b.sid, COUNT(*) AS waiters FROM waiting b GROUP BY b.inst_id, b.sid
),
undo AS (
  SELECT /*+ MATERIALIZE */ t.inst_id, t.ses_addr, SUM(t.used_urec) AS records, SUM(t.used_ublk) AS blocks,
         MAX(SIGN(BITAND(t.flag, 128))) AS rolling_back,
         -- what poolwarden_recovery calls it later; of several none is told, as the others would be forgotten for it
         CASE
           WHEN COUNT(*) = 1
           THEN MAX(TO_CHAR(t.xidusn) || '.' || TO_CHAR(t.xidslot) || '.' || TO_CHAR(t.xidsqn))
         END AS xid,
         CASE WHEN COUNT(*) = 1 THEN MAX(&&txn_priority) END AS priority
    FROM sys.gv_$transaction t
   GROUP BY t.inst_id, t.ses_addr
),
processes AS (
  SELECT /*+ MATERIALIZE */ r.inst_id, r.addr, r.spid FROM sys.gv_$process r
)
SELECT a.inst_id, a.sid, a.serial_no, a.username, a.access_status,
       a.status, a.last_call_et, a.logon_time, a.osuser, a.machine, a.program, a.process, a.module, a.action,
       a.client_info, a.client_identifier, a.sql_id, a.prev_sql_id, a.event, a.wait_class,
       a.seconds_in_wait, a.blocking_instance, a.blocking_session, a.final_blocking_instance,
       a.final_blocking_session, NVL(b.waiters, 0) AS blocked_count, r.spid, a.server,
       u.records AS undo_records, u.blocks AS undo_blocks, NVL(u.rolling_back, 0) AS rolling_back,
       a.state, a.schemaname, a.command, a.resource_consumer_group, a.audsid, u.xid, u.priority AS txn_priority
  FROM every_session a
  LEFT JOIN blocked b ON b.inst_id = a.inst_id AND b.sid = a.sid
  LEFT JOIN undo u ON u.inst_id = a.inst_id AND u.ses_addr = a.saddr
  LEFT JOIN processes r ON r.inst_id = a.inst_id AND r.addr = a.process_addr
 WHERE a.access_status = 'ALLOWED'
UNION ALL
SELECT o.inst_id, o.sid, o.serial_no, o.username, o.access_status,
       o.status, o.last_call_et, NULL, NULL, o.machine, o.program, o.process, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL,
       NULL, q.spid, NULL,
       NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM every_session o
  LEFT JOIN processes q ON q.inst_id = o.inst_id AND q.addr = o.process_addr
 WHERE o.of_caller = 'YES' AND o.access_status <> 'ALLOWED'
UNION ALL
SELECT m.inst_id, m.sid, m.serial_no, m.username, m.access_status,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL,
       NULL, NULL, NULL,
       NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM every_session m
 WHERE m.session_type = 'USER' AND m.access_status <> 'ALLOWED' AND m.of_caller = 'NO';

-- Transactions that are still rolled back although their session or process has gone.
CREATE OR REPLACE VIEW poolwarden_recovery AS
SELECT f.inst_id, f.usn, f.slt AS slot, f.seq, f.state,
       f.undoblocksdone AS undo_blocks_done, f.undoblockstotal AS undo_blocks_total
  FROM sys.gv_$fast_start_transactions f
 WHERE f.state <> 'RECOVERED';

-- How far the database is with what a killed session has left behind: its cleanup process does that, and tells whether
-- it has tried. Asked about one session, by whoever follows its kill. Times are in seconds.
CREATE OR REPLACE VIEW poolwarden_cleanup AS
SELECT a.inst_id, a.sid, a.serial_no, c.state, c.dead_time, c.cleanup_attempts, c.last_attempt
  FROM poolwarden_access a
  JOIN sys.gv_$dead_cleanup c ON c.inst_id = a.inst_id AND c.saddr = a.saddr
 WHERE a.access_status = 'ALLOWED';

-- By which parameters the database itself ends a session that is idle, and rolls a transaction back for one of a higher
-- priority, on each instance. A client reads them with its first scan, and then now and then, not with each. A value
-- of the PDB's own comes before that of the whole database. A version that does not know a parameter has no row for it.
CREATE OR REPLACE VIEW poolwarden_parameters AS
SELECT p.inst_id, p.name, NVL(MAX(CASE WHEN p.con_id <> 0 THEN p.value END), MAX(p.value)) AS value
  FROM sys.gv_$system_parameter p
 WHERE p.name IN ('max_idle_time', 'max_idle_blocker_time', 'priority_txns_mode', 'priority_txns_high_wait_target',
                  'priority_txns_medium_wait_target')
   AND p.con_id IN (0, TO_NUMBER(SYS_CONTEXT('USERENV', 'CON_ID')))
 GROUP BY p.inst_id, p.name;

-- Sessionless transactions, which a session may begin and leave behind, with their locks: 5135422 is the format of
-- their ids. None before 23.6. No view says which session began one, so whoever ends a session asks for them when it
-- has ended.
CREATE OR REPLACE VIEW poolwarden_sessionless AS
SELECT DISTINCT g.globalid AS transaction_id
  FROM sys.gv_$global_transaction g
 WHERE g.formatid = 5135422;

-- Which database this is, by every name and number that a client may be told at its login. DB_UNIQUE_NAME alone tells a
-- standby from its primary; the numbers tell databases of equal names apart.
CREATE OR REPLACE VIEW poolwarden_database AS
SELECT SYS_CONTEXT('USERENV', 'DB_UNIQUE_NAME') AS db_unique_name, SYS_CONTEXT('USERENV', 'CON_NAME') AS container_name,
       i.version, '2.1' AS guard_version, d.name AS db_name, d.dbid, d.con_dbid AS container_dbid,
       (SELECT MAX(c.con_uid) FROM sys.v_$containers c
         WHERE c.con_id = TO_NUMBER(SYS_CONTEXT('USERENV', 'CON_ID'))) AS container_uid
  FROM sys.v_$instance i CROSS JOIN sys.v_$database d;

-- The audit as the grantee may read it. What a refusal was about stays in the table: the sessions view would not show a
-- protected session's machine either. Times are UTC. SERVER is what kind of server process the SPID was at the time:
-- one that is not DEDICATED serves others too. Note is what the caller said later of the end of its act.
CREATE OR REPLACE VIEW poolwarden_audit_log AS
SELECT l.audit_id, l.at_time, l.caller AS session_user, l.os_user, l.host, l.ip_address, l.proxy_user, l.action,
       l.requester, l.reason, l.kill_id, l.inst_id, l.sid, l.serial_no, l.username,
       CASE WHEN l.outcome <> 'DENIED' THEN l.machine END AS machine,
       CASE WHEN l.outcome <> 'DENIED' THEN l.program END AS program,
       CASE WHEN l.outcome <> 'DENIED' THEN l.spid END AS spid,
       CASE WHEN l.outcome <> 'DENIED' THEN l.server END AS server,
       l.statement, l.outcome, l.error_code, l.duration_ms, l.note, l.noted_at
  FROM poolwarden_audit l;

-- How many acts the caller's scope leaves it for this hour, for each user who may be acted on; no row for a user for
-- whom a row of the scope sets no limit. Every act of the caller counts, whoever's session it was for, but for those
-- that came to nothing.
CREATE OR REPLACE VIEW poolwarden_acts AS
WITH caller AS (
  SELECT SYS_CONTEXT('USERENV', 'SESSION_USER') AS username FROM dual
),
limits AS (
  SELECT u.username, u.username_key, COUNT(*) AS scope_rows, COUNT(w.acts_per_hour) AS limited_rows,
         MAX(w.acts_per_hour) AS acts_per_hour
    FROM poolwarden_ordinary u
    JOIN poolwarden_scope w
      ON NLSSORT(w.username, 'NLS_SORT=BINARY') IN (u.username_key, NLSSORT('*', 'NLS_SORT=BINARY'))
    JOIN caller c ON NLSSORT(c.username, 'NLS_SORT=BINARY') = NLSSORT(w.grantee, 'NLS_SORT=BINARY')
   GROUP BY u.username, u.username_key
),
done AS (
  SELECT COUNT(*) AS acts
    FROM poolwarden_audit a
    JOIN caller c ON NLSSORT(c.username, 'NLS_SORT=BINARY') = NLSSORT(a.caller, 'NLS_SORT=BINARY')
   WHERE a.at_time > SYS_EXTRACT_UTC(SYSTIMESTAMP) - NUMTODSINTERVAL(1, 'HOUR')
     AND a.action IN ('DISCONNECT', 'KILL', 'FORCE', 'CANCEL') AND a.outcome NOT IN ('DENIED', 'GONE')
)
SELECT l.username, l.username_key, l.acts_per_hour, d.acts AS acts_done, l.acts_per_hour - d.acts AS acts_left
  FROM limits l
 CROSS JOIN done d
 WHERE l.scope_rows = l.limited_rows;

-- Errors, all raised, never printed:
--   -20901 protected user or background session      -20905 not possible on this database
--   -20902 no such session, or its serial# differs   -20906 out of this grantee's scope
--   -20903 the caller's own session                  -20907 a parallel-query or job slave: act on its coordinator
--   -20904 bad argument                              -20908 the acts that the scope allows in an hour are used up
--   -20909 the act was done, or may have been, and its audit row could not be completed: look whether it was
-- p_outcome is DONE, or MARKED where the database answered ORA-00031: it ends when it notices.
-- p_requester, p_reason and p_kill_id are what the client claims; they are kept beside what the database knows.
-- A reason must be given. A requester may be null, and so may p_kill_id, the client's own name for the kill that an act
-- is part of: at most 64 characters. A longer one is refused and not cut, as its beginning might be another kill's.
CREATE OR REPLACE PACKAGE poolwarden AUTHID DEFINER AS
  -- Raises what an action would raise, and does nothing. A refusal is written down once an hour for each caller,
  -- session and reason; that there is no such session, or that an argument is bad, is not written down.
  PROCEDURE check_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER);

  -- p_mode: IMMEDIATE, or POST_TRANSACTION, which lets an open transaction finish first.
  PROCEDURE disconnect_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_mode IN VARCHAR2,
                                p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                                p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER);

  PROCEDURE kill_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                          p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                          p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER);

  -- The last means before the operating system: KILL SESSION ... FORCE TIMEOUT 0, which ends it without waiting for it
  -- to notice. A database that does not know the words is told as -20905, and nothing was done.
  PROCEDURE force_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                           p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                           p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER);

  -- Ends what the session runs; the session lives on. p_sql_id may be null: whatever it runs.
  PROCEDURE cancel_sql (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_sql_id IN VARCHAR2,
                        p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                        p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER);

  -- The beginning of the statement p_sql_id, if the session is one that the caller may act on and runs it, or ran it
  -- last; else null: what the list does not show, this does not tell. Nothing is audited, as for the list.
  PROCEDURE sql_text (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_sql_id IN VARCHAR2,
                      p_text OUT VARCHAR2);

  -- What the session holds beside its transaction, if it is one that the caller may act on; else nulls, as for
  -- sql_text. No view has it: it is asked about one session, by its keys. p_statements has the five statements that
  -- hold most of the open cursors, each as a blank, its sql_id, = and a number. The blocks are those of temporary
  -- segments, and of these the ones that LOBs have. The memory is that of its server process.
  PROCEDURE holdings (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_cursors OUT NUMBER,
                      p_statements OUT VARCHAR2, p_temp_blocks OUT NUMBER, p_lob_blocks OUT NUMBER,
                      p_pga_bytes OUT NUMBER);

  -- Tells how a kill ended. The note goes into every audit row that this caller's acts on that session left under that
  -- p_kill_id: once, and not into a refusal. It is a claim, and changes nothing of what the database knew. At most 400
  -- characters are kept.
  PROCEDURE note_end (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_kill_id IN VARCHAR2,
                      p_note IN VARCHAR2);
END poolwarden;
/

CREATE OR REPLACE PACKAGE BODY poolwarden AS

  -- A line in the alert log, if the owner of this package may write one. A courtesy: the audit row is the record, and
  -- whatever is wrong with the alert log, an act that was done must not be told as a failure for it.
  -- Refusals get no line: whoever may only ask must not be able to fill the alert log by asking.
  PROCEDURE write_alert (p_line IN VARCHAR2) IS
  BEGIN
    EXECUTE IMMEDIATE 'BEGIN sys.dbms_system.ksdwrt(2, :line); END;' USING p_line;
  EXCEPTION
    WHEN OTHERS THEN
      NULL;
  END write_alert;

  -- Autonomous: the row stays whatever the caller's transaction does, and a refusal's own exception cannot undo it.
  PROCEDURE insert_audit (p_audit_id IN NUMBER, p_caller IN VARCHAR2, p_os_user IN VARCHAR2, p_host IN VARCHAR2,
                          p_ip_address IN VARCHAR2, p_proxy_user IN VARCHAR2, p_action IN VARCHAR2,
                          p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                          p_instance IN NUMBER, p_sid IN NUMBER, p_serial IN NUMBER,
                          p_username IN VARCHAR2, p_machine IN VARCHAR2, p_program IN VARCHAR2, p_spid IN VARCHAR2,
                          p_server IN VARCHAR2, p_statement IN VARCHAR2, p_outcome IN VARCHAR2,
                          p_error_code IN NUMBER) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    INSERT INTO poolwarden_audit
      (audit_id, caller, os_user, host, ip_address, proxy_user, action, requester, reason, kill_id, inst_id, sid,
       serial_no, username, machine, program, spid, server, statement, outcome, error_code)
    VALUES
      (p_audit_id, p_caller, p_os_user, p_host, p_ip_address, p_proxy_user, p_action, p_requester, p_reason, p_kill_id,
       p_instance, p_sid, p_serial, p_username, p_machine, p_program, p_spid, p_server, p_statement, p_outcome,
       p_error_code);
    COMMIT;
  END insert_audit;

  PROCEDURE complete_audit (p_audit_id IN NUMBER, p_statement IN VARCHAR2, p_outcome IN VARCHAR2,
                            p_error_code IN NUMBER, p_duration_ms IN NUMBER) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    UPDATE poolwarden_audit a
       SET statement = p_statement, outcome = p_outcome, error_code = p_error_code, duration_ms = p_duration_ms
     WHERE a.audit_id = p_audit_id;
    COMMIT;
  END complete_audit;

  -- After an act: a row that cannot be completed must not be told as an act that was not done.
  PROCEDURE complete_act (p_audit_id IN NUMBER, p_statement IN VARCHAR2, p_outcome IN VARCHAR2,
                          p_error_code IN NUMBER, p_duration_ms IN NUMBER) IS
  BEGIN
    complete_audit(p_audit_id, p_statement, p_outcome, p_error_code, p_duration_ms);
  EXCEPTION
    WHEN OTHERS THEN
      raise_application_error(-20909, p_statement || ' came to ' || p_outcome || NVL(TO_CHAR(p_error_code), '')
                              || ', and its audit row could not be completed: look whether it was done (audit '
                              || TO_CHAR(p_audit_id) || ')');
  END complete_act;

  -- Who asks, about what: the audit row of a request, committed. Returns its id.
  FUNCTION open_audit (p_action IN VARCHAR2, p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                       p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                       p_target IN poolwarden_access%ROWTYPE, p_statement IN VARCHAR2, p_outcome IN VARCHAR2,
                       p_error_code IN NUMBER) RETURN NUMBER IS
    l_audit_id NUMBER;
    l_spid     VARCHAR2(64);
  BEGIN
    SELECT poolwarden_audit_seq.NEXTVAL INTO l_audit_id FROM dual;
    SELECT MAX(r.spid) INTO l_spid
      FROM sys.gv_$process r
     WHERE r.inst_id = p_target.inst_id AND r.addr = p_target.process_addr;
    insert_audit(l_audit_id, SYS_CONTEXT('USERENV', 'SESSION_USER'), SUBSTR(SYS_CONTEXT('USERENV', 'OS_USER'), 1, 128),
                 SUBSTR(SYS_CONTEXT('USERENV', 'HOST'), 1, 128), SYS_CONTEXT('USERENV', 'IP_ADDRESS'),
                 SYS_CONTEXT('USERENV', 'PROXY_USER'), p_action,
                 SUBSTR(p_requester, 1, 256), SUBSTR(p_reason, 1, 400),
                 -- the beginning of one that is too long might be another kill's
                 CASE WHEN LENGTH(p_kill_id) <= 64 THEN p_kill_id END,
                 p_instance, p_sid, p_serial, p_target.username, p_target.machine, p_target.program, l_spid,
                 p_target.server, p_statement, p_outcome, p_error_code);
    RETURN l_audit_id;
  END open_audit;

  FUNCTION is_identifier (p_number IN NUMBER) RETURN BOOLEAN IS
  BEGIN
    RETURN NVL(p_number, 0) BETWEEN 1 AND 4294967295 AND p_number = TRUNC(p_number);
  END is_identifier;

  -- Without a letter or a digit of ASCII and without any other character, a text says nothing. TRANSLATE takes away
  -- control characters and signs.
  FUNCTION is_blank (p_text IN VARCHAR2) RETURN BOOLEAN IS
    l_signs VARCHAR2(128) :=
      CHR(1) || CHR(2) || CHR(3) || CHR(4) || CHR(5) || CHR(6) || CHR(7) || CHR(8) || CHR(9) || CHR(10) ||
      CHR(11) || CHR(12) || CHR(13) || CHR(14) || CHR(15) || CHR(16) || CHR(17) || CHR(18) || CHR(19) ||
      CHR(20) || CHR(21) || CHR(22) || CHR(23) || CHR(24) || CHR(25) || CHR(26) || CHR(27) || CHR(28) ||
      CHR(29) || CHR(30) || CHR(31) || CHR(127) || CHR(38) ||
      ' !"#$%''()*+,-./:;<=>?@[\]^_`{|}~';
  BEGIN
    RETURN NVL(LENGTH(TRANSLATE(p_text, 'x' || l_signs, 'x')), 0) = 0;
  END is_blank;

  -- By the number of each character: what a pattern, a comparison or a TRIM matches depends on the caller's NLS_SORT.
  FUNCTION is_sql_id (p_text IN VARCHAR2) RETURN BOOLEAN IS
    l_code NUMBER;
    l_good NUMBER := 0;
  BEGIN
    IF NVL(LENGTH(p_text), 0) <> 13 THEN
      RETURN FALSE;
    END IF;
    FOR i IN 1 .. 13 LOOP
      l_code := ASCII(SUBSTR(p_text, i, 1));
      IF l_code BETWEEN 48 AND 57 OR l_code BETWEEN 97 AND 122 THEN
        l_good := l_good + 1;
      END IF;
    END LOOP;
    RETURN l_good = 13;
  END is_sql_id;

  -- The error for a session that is not listed. A list without any session of its instance says nothing of it, as some
  -- background sessions are always there; then the cluster is asked. v$active_instances is what our own instance knows
  -- of the members, without a question to any of them: one that is not there, while our own is, has been taken out of
  -- the cluster, and its sessions are gone. In a database of one instance that view is empty and proves nothing.
  FUNCTION absence_of (p_instance IN NUMBER) RETURN NUMBER IS
    l_found NUMBER;
  BEGIN
    SELECT COUNT(*) INTO l_found FROM sys.gv_$session s WHERE s.inst_id = p_instance;
    IF l_found = 0 THEN
      SELECT COUNT(*) INTO l_found
        FROM sys.v_$active_instances m
       WHERE m.inst_number = TO_NUMBER(SYS_CONTEXT('USERENV', 'INSTANCE'))
         AND NOT EXISTS (SELECT 1 FROM sys.v_$active_instances o WHERE o.inst_number = p_instance);
    END IF;
    RETURN CASE WHEN l_found > 0 THEN -20902 ELSE -20905 END;
  END absence_of;

  FUNCTION outcome_of (p_error IN NUMBER) RETURN VARCHAR2 IS
  BEGIN
    RETURN CASE p_error WHEN -20902 THEN 'GONE' WHEN -20905 THEN 'FAILED' ELSE 'DENIED' END;
  END outcome_of;

  -- The audit row of the same refusal of a check within the last hour; null if there is none. Who only looks must not
  -- be able to push what was done out of the audit.
  FUNCTION checked_before (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_error IN NUMBER)
    RETURN NUMBER IS
    l_audit_id NUMBER;
    l_caller   VARCHAR2(128) := SYS_CONTEXT('USERENV', 'SESSION_USER');
  BEGIN
    SELECT MAX(a.audit_id) INTO l_audit_id
      FROM poolwarden_audit a
     WHERE a.at_time > SYS_EXTRACT_UTC(SYSTIMESTAMP) - NUMTODSINTERVAL(1, 'HOUR')
       AND a.action = 'CHECK' AND a.error_code = p_error
       AND a.sid = p_sid AND a.serial_no = p_serial AND a.inst_id = p_instance
       AND NLSSORT(a.caller, 'NLS_SORT=BINARY') = NLSSORT(l_caller, 'NLS_SORT=BINARY');
    RETURN l_audit_id;
  END checked_before;

  -- How many acts the caller has left for this hour, on sessions of that user; null for any number.
  FUNCTION acts_left (p_username IN VARCHAR2) RETURN NUMBER IS
    l_left NUMBER;
  BEGIN
    SELECT MAX(v.acts_left) INTO l_left
      FROM poolwarden_acts v
     WHERE v.username_key = NLSSORT(p_username, 'NLS_SORT=BINARY');
    RETURN l_left;
  END acts_left;

  -- What a session that the caller may act on works for, in words; null for one that works for itself.
  FUNCTION coordinator_of (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER) RETURN VARCHAR2 IS
    l_coordinator VARCHAR2(400);
  BEGIN
    SELECT MAX(v.coordinator) INTO l_coordinator
      FROM poolwarden_slaves v
     WHERE v.sid = p_sid AND v.serial_no = p_serial AND v.inst_id = p_instance;
    RETURN l_coordinator;
  END coordinator_of;

  -- The rules, in their order. Returns the session that may be acted on, or audits the refusal and raises it.
  -- p_fault is what the caller found wrong with its own arguments.
  FUNCTION target_of (p_action IN VARCHAR2, p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                      p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2, p_fault IN VARCHAR2)
    RETURN poolwarden_access%ROWTYPE IS
    l_target   poolwarden_access%ROWTYPE;
    l_error    NUMBER := 0;
    l_why      VARCHAR2(1000);
    l_slave_of VARCHAR2(400);
    l_caller   VARCHAR2(128) := SYS_CONTEXT('USERENV', 'SESSION_USER');
    l_rows     NUMBER;
    l_audit_id NUMBER;
  BEGIN
    IF p_fault IS NOT NULL THEN
      l_error := -20904;
      l_why := p_fault;
    ELSIF NOT (is_identifier(p_sid) AND is_identifier(p_serial) AND is_identifier(p_instance)) THEN
      l_error := -20904;
      l_why := 'sid, serial# and instance must be positive whole numbers';
    ELSE
      BEGIN
        SELECT a.* INTO l_target
          FROM poolwarden_access a
         WHERE a.sid = p_sid
           AND a.serial_no = p_serial
           AND a.inst_id = p_instance;
      EXCEPTION
        WHEN NO_DATA_FOUND THEN
          l_error := absence_of(p_instance);
          l_why := CASE l_error WHEN -20902 THEN 'there is no such session' ELSE 'its instance does not answer' END;
      END;
    END IF;
    IF l_error = 0 THEN
      IF p_sid = TO_NUMBER(SYS_CONTEXT('USERENV', 'SID'))
         AND p_instance = TO_NUMBER(SYS_CONTEXT('USERENV', 'INSTANCE')) THEN
        l_error := -20903;
        l_why := 'it is the session that asks';
      ELSIF l_target.access_status = 'PROTECTED' THEN
        l_error := -20901;
        l_why := 'it belongs to protected user ' || NVL(l_target.username, '(background)');
      ELSIF l_target.access_status <> 'ALLOWED' THEN
        l_error := -20906;
        SELECT COUNT(*) INTO l_rows
          FROM poolwarden_scope w
         WHERE NLSSORT(w.grantee, 'NLS_SORT=BINARY') = NLSSORT(l_caller, 'NLS_SORT=BINARY');
        IF l_rows = 0 THEN
          l_why := 'EXECUTE alone is not enough: poolwarden_scope has no row for grantee ' || l_caller;
        ELSE
          l_why := 'this session of ' || l_target.username || ' is out of scope of ' || l_caller;
        END IF;
      ELSE
        l_slave_of := coordinator_of(p_sid, p_serial, p_instance);
        IF l_slave_of IS NOT NULL THEN
          l_error := -20907;
          l_why := 'it is ' || l_slave_of || ', act on that';
        ELSIF acts_left(l_target.username) <= 0 THEN
          l_error := -20908;
          l_why := 'the acts that the scope of ' || l_caller || ' allows in an hour are used up';
        END IF;
      END IF;
    END IF;
    IF l_error <> 0 THEN
      IF p_action = 'CHECK' THEN
        l_audit_id := checked_before(p_sid, p_serial, p_instance, l_error);
      END IF;
      IF l_audit_id IS NULL AND NOT (p_action = 'CHECK' AND l_error IN (-20902, -20904, -20905)) THEN
        l_audit_id := open_audit(p_action, p_sid, p_serial, p_instance, p_requester, p_reason, p_kill_id, l_target,
                                 NULL, outcome_of(l_error), l_error);
      END IF;
      raise_application_error(l_error, p_action || ' of session ' || NVL(TO_CHAR(p_sid), '?') || ','
                              || NVL(TO_CHAR(p_serial), '?') || ',@' || NVL(TO_CHAR(p_instance), '?') || ' refused: '
                              || l_why
                              || CASE WHEN l_audit_id IS NOT NULL THEN ' (audit ' || TO_CHAR(l_audit_id) || ')'
                                      ELSE '' END);
    END IF;
    RETURN l_target;
  END target_of;

  -- Amazon RDS lets nobody say ALTER SYSTEM, and has a package that ends sessions of its one instance. ORA-06550 where
  -- there is none.
  PROCEDURE run_managed (p_statement IN VARCHAR2) IS
    l_sid    NUMBER := TO_NUMBER(REGEXP_SUBSTR(p_statement, '[0-9]+', 1, 1));
    l_serial NUMBER := TO_NUMBER(REGEXP_SUBSTR(p_statement, '[0-9]+', 1, 2));
    l_comma  NUMBER;
    l_how    VARCHAR2(20);
  BEGIN
    IF INSTR(p_statement, 'DISCONNECT SESSION') > 0 THEN
      l_how := CASE WHEN INSTR(p_statement, 'POST_TRANSACTION') > 0 THEN 'POST_TRANSACTION' ELSE 'IMMEDIATE' END;
      EXECUTE IMMEDIATE 'BEGIN rdsadmin.rdsadmin_util.disconnect(:sid, :serial, :how); END;'
        USING l_sid, l_serial, l_how;
    ELSIF INSTR(p_statement, 'KILL SESSION') > 0 THEN
      l_how := CASE WHEN INSTR(p_statement, 'FORCE') > 0 THEN 'PROCESS' ELSE 'IMMEDIATE' END;
      EXECUTE IMMEDIATE 'BEGIN rdsadmin.rdsadmin_util.kill(:sid, :serial, :how); END;'
        USING l_sid, l_serial, l_how;
    ELSE
      l_comma := INSTR(p_statement, ',', 1, 3);
      l_how := CASE WHEN l_comma > 0 THEN SUBSTR(p_statement, l_comma + 1, 13) END;
      EXECUTE IMMEDIATE 'BEGIN rdsadmin.rdsadmin_util.cancel(:sid, :serial, :how); END;'
        USING l_sid, l_serial, l_how;
    END IF;
  END run_managed;

  -- Runs one ALTER SYSTEM. Returns 0, or the ORA- number of an answer that has a meaning here; others propagate.
  FUNCTION alter_system (p_statement IN VARCHAR2) RETURN NUMBER IS
    e_bad_session_id EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_bad_session_id, -26);
    e_own_session EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_own_session, -27);
    e_not_user_session EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_not_user_session, -29);
    e_no_such_session EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_no_such_session, -30);
    e_marked_for_kill EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_marked_for_kill, -31);
    e_not_permitted EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_not_permitted, -1031);
    e_invalid_option EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_invalid_option, -922);
    e_not_ended EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_not_ended, -933);
    e_missing_keyword EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_missing_keyword, -2000);
    e_illegal_option EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_illegal_option, -2065);
    e_not_managed EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_not_managed, -6550);
  BEGIN
    BEGIN
      EXECUTE IMMEDIATE p_statement;
    EXCEPTION
      WHEN e_not_permitted THEN
        run_managed(p_statement);
    END;
    RETURN 0;
  EXCEPTION
    WHEN e_bad_session_id THEN
      RETURN 26;
    WHEN e_own_session THEN
      RETURN 27;
    WHEN e_not_user_session THEN
      RETURN 29;
    WHEN e_no_such_session THEN
      RETURN 30;
    WHEN e_marked_for_kill THEN
      RETURN 31;
    WHEN e_not_managed THEN
      RETURN 1031;
    WHEN e_not_permitted THEN
      RETURN 1031;
    -- what a database answers to words that it does not know; nothing was run
    WHEN e_invalid_option THEN
      RETURN 922;
    WHEN e_not_ended THEN
      RETURN 933;
    WHEN e_missing_keyword THEN
      RETURN 2000;
    WHEN e_illegal_option THEN
      RETURN 2065;
  END alter_system;

  -- Every action: judge, write the audit row, look again, act, complete the row.
  -- p_fallback is the head of the statement to use where the first is answered with ORA-00026 or ORA-01031, or null.
  PROCEDURE act (p_action IN VARCHAR2, p_head IN VARCHAR2, p_tail IN VARCHAR2, p_fallback IN VARCHAR2,
                 p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_sql_id IN VARCHAR2,
                 p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2, p_fault IN VARCHAR2,
                 p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER) IS
    l_fault     VARCHAR2(100) := p_fault;
    l_started   NUMBER := DBMS_UTILITY.GET_TIME();
    l_target    poolwarden_access%ROWTYPE;
    l_session   VARCHAR2(100);
    l_statement VARCHAR2(400);
    l_audit_id  NUMBER;
    l_now       VARCHAR2(20);
    l_answer    NUMBER;
    l_outcome   VARCHAR2(20);
    l_error     NUMBER;
  BEGIN
    IF l_fault IS NULL AND is_blank(p_reason) THEN
      -- what the database cannot write arrives as ?
      l_fault := 'a reason is required, in letters that the character set of this database has';
    ELSIF l_fault IS NULL AND NVL(LENGTH(p_kill_id), 0) > 64 THEN
      l_fault := 'a kill_id has at most 64 characters';
    END IF;
    l_target := target_of(p_action, p_sid, p_serial, p_instance, p_requester, p_reason, p_kill_id, l_fault);
    l_session := DBMS_ASSERT.ENQUOTE_LITERAL(TO_CHAR(p_sid) || ',' || TO_CHAR(p_serial) || ',@' || TO_CHAR(p_instance)
                 || CASE WHEN p_sql_id IS NOT NULL THEN ',' || p_sql_id ELSE '' END);
    l_statement := p_head || l_session || p_tail;
    l_audit_id := open_audit(p_action, p_sid, p_serial, p_instance, p_requester, p_reason, p_kill_id, l_target,
                             l_statement, 'STARTED', NULL);
    BEGIN
      -- that commit took its time: what was judged must still be what is there, under the same rules
      SELECT MAX(a.access_status) INTO l_now
        FROM poolwarden_access a
       WHERE a.sid = p_sid AND a.serial_no = p_serial AND a.inst_id = p_instance
         AND a.logon_time = l_target.logon_time;
      IF l_now = 'ALLOWED' AND coordinator_of(p_sid, p_serial, p_instance) IS NOT NULL THEN
        l_error := -20907;
      ELSIF l_now = 'ALLOWED' AND acts_left(l_target.username) < 0 THEN
        -- counted again with the row of this one in: of two at the same time none can be overlooked
        l_error := -20908;
      ELSIF l_now = 'ALLOWED' THEN
        l_answer := alter_system(l_statement);
      ELSIF l_now = 'PROTECTED' THEN
        l_error := -20901;
      ELSIF l_now IS NOT NULL THEN
        l_error := -20906;
      ELSE
        l_error := absence_of(p_instance);
      END IF;
      -- DISCONNECT is not permitted everywhere where KILL is
      IF l_answer IN (26, 1031) AND p_fallback IS NOT NULL THEN
        l_statement := p_fallback || l_session || p_tail;
        l_answer := alter_system(l_statement);
      END IF;
    EXCEPTION
      WHEN OTHERS THEN
        l_error := SQLCODE;
        write_alert('Poolwarden: audit ' || TO_CHAR(l_audit_id) || ': ' || l_statement || ': FAILED with '
                    || TO_CHAR(l_error));
        complete_act(l_audit_id, l_statement, 'FAILED', l_error, (DBMS_UTILITY.GET_TIME() - l_started) * 10);
        RAISE;
    END;
    IF l_answer = 0 THEN
      l_outcome := 'DONE';
    ELSIF l_answer = 31 THEN
      l_outcome := 'MARKED';
    ELSIF l_answer = 30 THEN
      l_error := -20902;
    ELSIF l_answer = 27 THEN
      l_error := -20903;
    ELSIF l_answer = 29 THEN
      l_error := -20901;
    ELSIF l_answer IS NOT NULL THEN
      l_error := -20905;
    END IF;
    IF l_error IS NOT NULL THEN
      l_outcome := outcome_of(l_error);
    END IF;
    -- first, as the row may fail to be completed: of what was done there is then still this
    IF l_answer IS NOT NULL THEN
      write_alert('Poolwarden: audit ' || TO_CHAR(l_audit_id) || ': ' || l_statement || ': ' || l_outcome);
    END IF;
    complete_act(l_audit_id, l_statement, l_outcome, l_error, (DBMS_UTILITY.GET_TIME() - l_started) * 10);
    IF l_answer IS NULL THEN
      raise_application_error(l_error, CASE WHEN l_error = -20908 THEN 'the acts of an hour are used up'
                                            ELSE 'session ' || l_session || ' is no longer what was judged' END
                              || ', nothing was done'
                              || ' (audit ' || TO_CHAR(l_audit_id) || ')');
    ELSIF l_error IS NOT NULL THEN
      raise_application_error(l_error, l_statement || ' was answered with ORA-' || LPAD(TO_CHAR(l_answer), 5, '0')
                              || CASE WHEN l_answer IN (922, 933, 2000, 2065)
                                      THEN ': this database does not know that statement, nothing was done' ELSE '' END
                              || ' (audit ' || TO_CHAR(l_audit_id) || ')');
    END IF;
    p_outcome := l_outcome;
    p_audit_id := l_audit_id;
  END act;

  PROCEDURE check_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER) IS
    l_target poolwarden_access%ROWTYPE;
  BEGIN
    l_target := target_of('CHECK', p_sid, p_serial, p_instance, NULL, NULL, NULL, NULL);
  END check_session;

  PROCEDURE disconnect_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_mode IN VARCHAR2,
                                p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                                p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER) IS
    l_fault    VARCHAR2(100);
    l_tail     VARCHAR2(40) := ' IMMEDIATE';
    l_fallback VARCHAR2(40) := 'ALTER SYSTEM KILL SESSION ';
  BEGIN
    IF NVL(p_mode, '?') NOT IN ('IMMEDIATE', 'POST_TRANSACTION') THEN
      l_fault := 'the mode must be IMMEDIATE or POST_TRANSACTION';
    ELSIF p_mode = 'POST_TRANSACTION' THEN
      -- alone it would be a plain KILL where no transaction is open; and no KILL can spare a transaction
      l_tail := ' POST_TRANSACTION IMMEDIATE';
      l_fallback := NULL;
    END IF;
    act('DISCONNECT', 'ALTER SYSTEM DISCONNECT SESSION ', l_tail, l_fallback, p_sid, p_serial, p_instance, NULL,
        p_requester, p_reason, p_kill_id, l_fault, p_outcome, p_audit_id);
  END disconnect_session;

  PROCEDURE kill_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                          p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                          p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER) IS
  BEGIN
    act('KILL', 'ALTER SYSTEM KILL SESSION ', ' IMMEDIATE', NULL, p_sid, p_serial, p_instance, NULL,
        p_requester, p_reason, p_kill_id, NULL, p_outcome, p_audit_id);
  END kill_session;

  PROCEDURE force_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                           p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                           p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER) IS
  BEGIN
    act('FORCE', 'ALTER SYSTEM KILL SESSION ', ' FORCE TIMEOUT 0', NULL, p_sid, p_serial, p_instance, NULL,
        p_requester, p_reason, p_kill_id, NULL, p_outcome, p_audit_id);
  END force_session;

  PROCEDURE cancel_sql (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_sql_id IN VARCHAR2,
                        p_requester IN VARCHAR2, p_reason IN VARCHAR2, p_kill_id IN VARCHAR2,
                        p_outcome OUT VARCHAR2, p_audit_id OUT NUMBER) IS
    l_fault VARCHAR2(100);
  BEGIN
    IF p_sql_id IS NOT NULL AND NOT is_sql_id(p_sql_id) THEN
      l_fault := 'a sql_id is 13 digits and lower-case letters';
    END IF;
    act('CANCEL', 'ALTER SYSTEM CANCEL SQL ', '', NULL, p_sid, p_serial, p_instance, p_sql_id,
        p_requester, p_reason, p_kill_id, l_fault, p_outcome, p_audit_id);
  END cancel_sql;

  PROCEDURE sql_text (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_sql_id IN VARCHAR2,
                      p_text OUT VARCHAR2) IS
    l_sql_id VARCHAR2(13);
  BEGIN
    SELECT MAX(NVL(a.sql_id, a.prev_sql_id)) INTO l_sql_id
      FROM poolwarden_access a
     WHERE a.sid = p_sid AND a.serial_no = p_serial AND a.inst_id = p_instance AND a.access_status = 'ALLOWED'
       AND NVL(a.sql_id, a.prev_sql_id) = p_sql_id;
    -- with both keys known the fixed index on SQL_ID serves, on the one instance; no MAX, which would make a collation
    -- key of the text where the caller's session compares by a language, and fail for a long one
    SELECT q.sql_text INTO p_text
      FROM sys.gv_$sqlstats q
     WHERE q.inst_id = p_instance AND q.sql_id = l_sql_id AND ROWNUM = 1;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      p_text := NULL;
  END sql_text;

  PROCEDURE holdings (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_cursors OUT NUMBER,
                      p_statements OUT VARCHAR2, p_temp_blocks OUT NUMBER, p_lob_blocks OUT NUMBER,
                      p_pga_bytes OUT NUMBER) IS
    l_session    poolwarden_access%ROWTYPE;
    l_statements VARCHAR2(400) := '';
  BEGIN
    SELECT a.* INTO l_session
      FROM poolwarden_access a
     WHERE a.sid = p_sid AND a.serial_no = p_serial AND a.inst_id = p_instance AND a.access_status = 'ALLOWED';
    SELECT MAX(t.value) INTO p_cursors
      FROM sys.gv_$sesstat t
      JOIN sys.v_$statname n ON n.statistic# = t.statistic#
     WHERE t.inst_id = p_instance AND t.sid = p_sid AND n.name = 'opened cursors current';
    -- without those that the session keeps for the next time
    FOR c IN (SELECT o.sql_id, COUNT(*) AS opened
                FROM sys.gv_$open_cursor o
               WHERE o.inst_id = p_instance AND o.sid = p_sid AND o.cursor_type IN ('OPEN', 'OPEN-PL/SQL')
               GROUP BY o.sql_id
               ORDER BY COUNT(*) DESC, o.sql_id
               FETCH FIRST 5 ROWS ONLY) LOOP
      l_statements := l_statements || ' ' || NVL(c.sql_id, '?') || '=' || TO_CHAR(c.opened);
    END LOOP;
    p_statements := l_statements;
    SELECT NVL(SUM(u.blocks), 0), NVL(SUM(CASE WHEN u.segtype IN ('LOB_DATA', 'LOB_INDEX') THEN u.blocks END), 0)
      INTO p_temp_blocks, p_lob_blocks
      FROM sys.gv_$sort_usage u
     WHERE u.inst_id = p_instance AND u.session_addr = l_session.saddr;
    SELECT MAX(r.pga_alloc_mem) INTO p_pga_bytes
      FROM sys.gv_$process r
     WHERE r.inst_id = p_instance AND r.addr = l_session.process_addr;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      p_cursors := NULL;
  END holdings;

  -- The condition stands here too: of two at the same time the first counts.
  PROCEDURE write_note (p_caller IN VARCHAR2, p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                        p_kill_id IN VARCHAR2, p_note IN VARCHAR2) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    UPDATE poolwarden_audit a
       SET note = p_note, noted_at = SYS_EXTRACT_UTC(SYSTIMESTAMP)
     WHERE NLSSORT(a.kill_id, 'NLS_SORT=BINARY') = NLSSORT(p_kill_id, 'NLS_SORT=BINARY')
       AND NLSSORT(a.caller, 'NLS_SORT=BINARY') = NLSSORT(p_caller, 'NLS_SORT=BINARY')
       AND a.sid = p_sid AND a.serial_no = p_serial AND a.inst_id = p_instance
       AND a.action IN ('DISCONNECT', 'KILL', 'FORCE', 'CANCEL')
       AND a.outcome <> 'DENIED'
       AND a.noted_at IS NULL;
    COMMIT;
  END write_note;

  PROCEDURE note_end (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER, p_kill_id IN VARCHAR2,
                      p_note IN VARCHAR2) IS
    l_nobody   poolwarden_access%ROWTYPE;
    l_audit_id NUMBER;
    l_caller   VARCHAR2(128) := SYS_CONTEXT('USERENV', 'SESSION_USER');
    l_found    NUMBER := 0;
  BEGIN
    IF NOT is_blank(p_note) THEN
      SELECT COUNT(*) INTO l_found
        FROM poolwarden_audit a
       WHERE NLSSORT(a.kill_id, 'NLS_SORT=BINARY') = NLSSORT(p_kill_id, 'NLS_SORT=BINARY')
         AND NLSSORT(a.caller, 'NLS_SORT=BINARY') = NLSSORT(l_caller, 'NLS_SORT=BINARY')
         AND a.sid = p_sid AND a.serial_no = p_serial AND a.inst_id = p_instance
         AND a.action IN ('DISCONNECT', 'KILL', 'FORCE', 'CANCEL')
         AND a.outcome <> 'DENIED'
         AND a.note IS NULL;
    END IF;
    IF l_found = 0 THEN
      l_audit_id := open_audit('NOTE', p_sid, p_serial, p_instance, NULL, NULL, p_kill_id, l_nobody, NULL, 'DENIED',
                               -20904);
      raise_application_error(-20904, 'a note is one text for a kill of your own that has none yet'
                              || ' (audit ' || TO_CHAR(l_audit_id) || ')');
    END IF;
    write_note(l_caller, p_sid, p_serial, p_instance, p_kill_id, SUBSTR(p_note, 1, 400));
  END note_end;
END poolwarden;
/

-- What only the keeper of the audit may do, and not who ends sessions: grant EXECUTE on it to another role or user.
CREATE OR REPLACE PACKAGE poolwarden_admin AUTHID DEFINER AS
  -- Deletes audit rows older than so many days, at least 30: nobody can wipe what was just done. Leaves a row itself.
  PROCEDURE purge_audit (p_older_than_days IN NUMBER);
END poolwarden_admin;
/

CREATE OR REPLACE PACKAGE BODY poolwarden_admin AS

  -- A courtesy, as in the other package.
  PROCEDURE write_alert (p_line IN VARCHAR2) IS
  BEGIN
    EXECUTE IMMEDIATE 'BEGIN sys.dbms_system.ksdwrt(2, :line); END;' USING p_line;
  EXCEPTION
    WHEN OTHERS THEN
      NULL;
  END write_alert;

  PROCEDURE insert_purge (p_audit_id IN NUMBER, p_caller IN VARCHAR2, p_os_user IN VARCHAR2, p_host IN VARCHAR2,
                          p_ip_address IN VARCHAR2, p_proxy_user IN VARCHAR2, p_statement IN VARCHAR2,
                          p_outcome IN VARCHAR2, p_error_code IN NUMBER) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    INSERT INTO poolwarden_audit
      (audit_id, caller, os_user, host, ip_address, proxy_user, action, statement, outcome, error_code)
    VALUES
      (p_audit_id, p_caller, p_os_user, p_host, p_ip_address, p_proxy_user, 'PURGE', p_statement, p_outcome,
       p_error_code);
    COMMIT;
  END insert_purge;

  FUNCTION open_purge (p_statement IN VARCHAR2, p_outcome IN VARCHAR2, p_error_code IN NUMBER) RETURN NUMBER IS
    l_audit_id NUMBER;
  BEGIN
    SELECT poolwarden_audit_seq.NEXTVAL INTO l_audit_id FROM dual;
    insert_purge(l_audit_id, SYS_CONTEXT('USERENV', 'SESSION_USER'), SUBSTR(SYS_CONTEXT('USERENV', 'OS_USER'), 1, 128),
                 SUBSTR(SYS_CONTEXT('USERENV', 'HOST'), 1, 128), SYS_CONTEXT('USERENV', 'IP_ADDRESS'),
                 SYS_CONTEXT('USERENV', 'PROXY_USER'), p_statement, p_outcome, p_error_code);
    RETURN l_audit_id;
  END open_purge;

  PROCEDURE purge_rows (p_audit_id IN NUMBER, p_older_than_days IN NUMBER) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    DELETE FROM poolwarden_audit a
     WHERE a.at_time < SYS_EXTRACT_UTC(SYSTIMESTAMP) - NUMTODSINTERVAL(p_older_than_days, 'DAY');
    UPDATE poolwarden_audit a SET outcome = 'DONE' WHERE a.audit_id = p_audit_id;
    COMMIT;
  END purge_rows;

  PROCEDURE purge_audit (p_older_than_days IN NUMBER) IS
    l_audit_id NUMBER;
    l_what     VARCHAR2(100);
  BEGIN
    IF NVL(p_older_than_days, 0) NOT BETWEEN 30 AND 100000 OR p_older_than_days <> TRUNC(p_older_than_days) THEN
      l_audit_id := open_purge(NULL, 'DENIED', -20904);
      raise_application_error(-20904, 'audit rows are kept for at least 30 days: give a whole number from 30 to 100000'
                              || ' (audit ' || TO_CHAR(l_audit_id) || ')');
    END IF;
    l_what := 'DELETE audit rows older than ' || TO_CHAR(p_older_than_days) || ' days';
    l_audit_id := open_purge(l_what, 'STARTED', NULL);
    purge_rows(l_audit_id, p_older_than_days);
    write_alert('Poolwarden: audit ' || TO_CHAR(l_audit_id) || ': ' || l_what);
  END purge_audit;
END poolwarden_admin;
/

-- The classic form, for SQL*Plus: same rules, and it says what it did and to whom.
CREATE OR REPLACE PROCEDURE kill_session (p_sid IN NUMBER, p_serial IN NUMBER, p_instance IN NUMBER,
                                          p_reason IN VARCHAR2 DEFAULT NULL)
AUTHID DEFINER AS
  l_outcome  VARCHAR2(20);
  l_audit_id NUMBER;
  l_whose    VARCHAR2(400);
BEGIN
  poolwarden.disconnect_session(p_sid, p_serial, p_instance, 'IMMEDIATE', NULL, NVL(p_reason, 'classic kill_session'),
                                NULL, l_outcome, l_audit_id);
  SELECT MAX(a.username || ' at ' || a.machine) INTO l_whose FROM poolwarden_audit a WHERE a.audit_id = l_audit_id;
  DBMS_OUTPUT.PUT_LINE('Session ' || TO_CHAR(p_sid) || ',' || TO_CHAR(p_serial) || ',@' || TO_CHAR(p_instance) || ' of '
                       || l_whose || ': ' || l_outcome || ' (audit ' || TO_CHAR(l_audit_id) || ')');
END kill_session;
/

-- The scope and the grants. A user that the scope has in a row of any kind is in it already: what a DBA has narrowed to
-- a machine is not widened by running this again. Nothing goes to PUBLIC but the name kill_session, which is of no use
-- without EXECUTE.
DECLARE
  l_grantee VARCHAR2(128);
  l_to      VARCHAR2(140);
  l_rest    VARCHAR2(4000) := '&&scope' || ',';
  l_name    VARCHAR2(128);
BEGIN
  l_grantee := poolwarden_name_of('&&grantee');
  l_to := DBMS_ASSERT.ENQUOTE_NAME(l_grantee, FALSE);
  WHILE INSTR(l_rest, ',') > 0 LOOP
    l_name := poolwarden_name_of(SUBSTR(l_rest, 1, INSTR(l_rest, ',') - 1));
    l_rest := SUBSTR(l_rest, INSTR(l_rest, ',') + 1);
    INSERT INTO poolwarden_scope (grantee, username)
    SELECT l_grantee, l_name
      FROM dual
     WHERE l_name IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM poolwarden_scope o WHERE o.grantee = l_grantee AND o.username = l_name);
  END LOOP;
  COMMIT;
  EXECUTE IMMEDIATE 'GRANT CREATE SESSION TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT EXECUTE ON poolwarden TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_sessions TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_slaves TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_recovery TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_cleanup TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_acts TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_parameters TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_sessionless TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_database TO ' || l_to;
  EXECUTE IMMEDIATE 'GRANT READ ON poolwarden_audit_log TO ' || l_to;
  -- for who looks after many PDBs: CDB_TAB_COMMENTS has it of each
  EXECUTE IMMEDIATE q'[COMMENT ON TABLE poolwarden_database IS 'Poolwarden guard 2.1']';
  EXECUTE IMMEDIATE 'CREATE OR REPLACE PUBLIC SYNONYM kill_session FOR '
                    || DBMS_ASSERT.ENQUOTE_NAME(SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'), FALSE) || '.kill_session';
END;
/

-- The check of what was installed. It asks the dictionary first, and says everything that is wrong before it fails.
-- Only a guard without a fault is used then: one denial of this very session, through the package, with its audit row;
-- and who is protected and masked. What may be broken is named in dynamic statements, so that this can be compiled.
DECLARE
  l_schema   VARCHAR2(128) := SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA');
  l_grantee  VARCHAR2(128);
  l_rest     VARCHAR2(4000) := '&&scope' || ',';
  l_name     VARCHAR2(128);
  l_instance NUMBER := TO_NUMBER(SYS_CONTEXT('USERENV', 'INSTANCE'));
  l_sid      NUMBER := TO_NUMBER(SYS_CONTEXT('USERENV', 'SID'));
  l_serial   NUMBER;
  l_found    NUMBER;
  l_faults   NUMBER := 0;
  l_denied   BOOLEAN := FALSE;
  e_own_session EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_own_session, -20903);

  -- A guard that is not as it should be is nobody's to use.
  PROCEDURE take_back IS
    e_not_granted EXCEPTION;
    PRAGMA EXCEPTION_INIT(e_not_granted, -1927);
  BEGIN
    FOR t IN (SELECT x.privilege, x.table_name
                FROM sys.dba_tab_privs x
               WHERE x.owner = l_schema AND x.grantee = l_grantee
                 AND (x.table_name LIKE 'POOLWARDEN%' OR x.table_name = 'KILL_SESSION')) LOOP
      BEGIN
        EXECUTE IMMEDIATE 'REVOKE ' || t.privilege || ' ON ' || DBMS_ASSERT.ENQUOTE_NAME(t.table_name, FALSE)
                          || ' FROM ' || DBMS_ASSERT.ENQUOTE_NAME(l_grantee, FALSE);
      EXCEPTION
        WHEN e_not_granted THEN
          DBMS_OUTPUT.PUT_LINE('granted by somebody else, and kept: ' || t.privilege || ' ON ' || t.table_name);
      END;
    END LOOP;
    DBMS_OUTPUT.PUT_LINE('What was granted to ' || l_grantee || ' on the guard was taken back.');
  END take_back;

  PROCEDURE fault (p_text IN VARCHAR2) IS
  BEGIN
    l_faults := l_faults + 1;
    DBMS_OUTPUT.PUT_LINE('FAULT: ' || p_text);
  END fault;
BEGIN
  l_grantee := poolwarden_name_of('&&grantee');
  -- the partitions that somebody may have given the audit are rows of their own
  SELECT COUNT(*) INTO l_found
    FROM sys.dba_objects o
   WHERE o.owner = l_schema AND o.status = 'VALID' AND o.object_type NOT LIKE '%PARTITION'
     AND (o.object_name IN ('POOLWARDEN_SCOPE', 'POOLWARDEN_AUDIT', 'POOLWARDEN_AUDIT_SEQ', 'POOLWARDEN_ORDINARY',
                            'POOLWARDEN_ACCESS', 'POOLWARDEN_SESSIONS', 'POOLWARDEN_SLAVES', 'POOLWARDEN_RECOVERY',
                            'POOLWARDEN_CLEANUP', 'POOLWARDEN_ACTS', 'POOLWARDEN_PARAMETERS',
                            'POOLWARDEN_SESSIONLESS', 'POOLWARDEN_DATABASE', 'POOLWARDEN_AUDIT_LOG',
                            'POOLWARDEN', 'POOLWARDEN_ADMIN')
          OR (o.object_name = 'KILL_SESSION' AND o.object_type = 'PROCEDURE'));
  IF l_found <> 19 THEN
    fault('of 19 objects only ' || TO_CHAR(l_found) || ' are valid');
  END IF;
  FOR e IN (SELECT r.name, r.line, r.text
              FROM sys.dba_errors r
             WHERE r.owner = l_schema AND r.attribute = 'ERROR'
               AND (r.name LIKE 'POOLWARDEN%' OR r.name = 'KILL_SESSION')
             ORDER BY r.name, r.sequence) LOOP
    fault(e.name || ' line ' || TO_CHAR(e.line) || ': ' || e.text);
  END LOOP;

  SELECT COUNT(DISTINCT t.table_name) INTO l_found
    FROM sys.dba_tab_privs t
   WHERE t.owner = l_schema AND t.grantee = l_grantee
     AND ((t.privilege = 'EXECUTE' AND t.table_name = 'POOLWARDEN')
          OR (t.privilege = 'READ' AND t.table_name IN ('POOLWARDEN_SESSIONS', 'POOLWARDEN_SLAVES',
                                                        'POOLWARDEN_RECOVERY', 'POOLWARDEN_CLEANUP',
                                                        'POOLWARDEN_ACTS', 'POOLWARDEN_PARAMETERS',
                                                        'POOLWARDEN_SESSIONLESS', 'POOLWARDEN_DATABASE',
                                                        'POOLWARDEN_AUDIT_LOG')));
  IF l_found <> 10 THEN
    fault('the grantee holds only ' || TO_CHAR(l_found) || ' of the 10 grants');
  END IF;
  FOR g IN (SELECT t.privilege || ' ON ' || t.owner || '.' || t.table_name AS surplus
              FROM sys.dba_tab_privs t
             WHERE t.grantee = l_grantee
               AND NOT (t.owner = l_schema AND t.table_name IN ('POOLWARDEN', 'KILL_SESSION', 'POOLWARDEN_SESSIONS',
                        'POOLWARDEN_SLAVES', 'POOLWARDEN_RECOVERY', 'POOLWARDEN_CLEANUP', 'POOLWARDEN_ACTS',
                        'POOLWARDEN_PARAMETERS', 'POOLWARDEN_SESSIONLESS', 'POOLWARDEN_DATABASE',
                        'POOLWARDEN_AUDIT_LOG')
                        AND t.privilege IN ('EXECUTE', 'READ'))
            UNION ALL
            SELECT t.privilege || ' ON ' || t.table_name || ' WITH GRANT OPTION'
              FROM sys.dba_tab_privs t
             WHERE t.grantee = l_grantee AND t.grantable = 'YES'
            UNION ALL
            SELECT c.privilege || ' (' || c.column_name || ') ON ' || c.owner || '.' || c.table_name
              FROM sys.dba_col_privs c
             WHERE c.grantee = l_grantee
            UNION ALL
            SELECT s.privilege FROM sys.dba_sys_privs s WHERE s.grantee = l_grantee AND s.privilege <> 'CREATE SESSION'
            UNION ALL
            SELECT s.privilege || ' WITH ADMIN OPTION'
              FROM sys.dba_sys_privs s
             WHERE s.grantee = l_grantee AND s.admin_option = 'YES'
            UNION ALL
            SELECT 'role ' || r.granted_role FROM sys.dba_role_privs r WHERE r.grantee = l_grantee
            UNION ALL
            SELECT o.object_type || ' ' || o.object_name || ' of its own'
              FROM sys.dba_objects o
             WHERE o.owner = l_grantee
            UNION ALL
            SELECT 'proxy ' || x.proxy || ', which may log on as it' FROM sys.dba_proxies x WHERE x.client = l_grantee
           ) LOOP
    fault('the grantee has more than it needs: ' || g.surplus);
  END LOOP;
  -- privileges on whole schemas, which not every version has
  SELECT COUNT(*) INTO l_found FROM sys.dba_views v WHERE v.owner = 'SYS' AND v.view_name = 'DBA_SCHEMA_PRIVS';
  IF l_found > 0 THEN
    EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM sys.dba_schema_privs p WHERE p.grantee = :grantee'
      INTO l_found USING l_grantee;
    IF l_found > 0 THEN
      fault('the grantee has more than it needs: ' || TO_CHAR(l_found) || ' privileges on schemas (DBA_SCHEMA_PRIVS)');
    END IF;
  END IF;
  FOR g IN (SELECT t.grantee, t.privilege, t.table_name
              FROM sys.dba_tab_privs t
             WHERE t.owner = l_schema AND t.privilege <> 'INHERIT PRIVILEGES' AND (t.grantee = 'PUBLIC'
                   OR t.table_name IN ('POOLWARDEN_SCOPE', 'POOLWARDEN_AUDIT', 'POOLWARDEN_ORDINARY',
                                       'POOLWARDEN_ACCESS'))
               AND (t.table_name LIKE 'POOLWARDEN%' OR t.table_name = 'KILL_SESSION')
               -- an auditor may read what was done
               AND NOT (t.table_name = 'POOLWARDEN_AUDIT' AND t.privilege IN ('READ', 'SELECT')
                        AND t.grantee NOT IN ('PUBLIC', l_grantee))) LOOP
    fault(g.grantee || ' should not have ' || g.privilege || ' on ' || g.table_name);
  END LOOP;

  IF l_faults = 0 THEN
    -- under another grantee's name the scope would be of no use to this one
    WHILE INSTR(l_rest, ',') > 0 LOOP
      l_name := poolwarden_name_of(SUBSTR(l_rest, 1, INSTR(l_rest, ',') - 1));
      l_rest := SUBSTR(l_rest, INSTR(l_rest, ',') + 1);
      SELECT COUNT(*) INTO l_found
        FROM poolwarden_scope o
       WHERE o.grantee = l_grantee AND o.username = l_name;
      IF l_found = 0 AND l_name IS NOT NULL THEN
        fault('the scope of ' || l_grantee || ' has no row for ' || l_name);
      END IF;
    END LOOP;
    SELECT s.serial# INTO l_serial FROM sys.gv_$session s WHERE s.sid = l_sid AND s.inst_id = l_instance;
    BEGIN
      EXECUTE IMMEDIATE 'BEGIN poolwarden.check_session(:sid, :serial, :instance); END;'
        USING l_sid, l_serial, l_instance;
    EXCEPTION
      WHEN e_own_session THEN
        l_denied := TRUE;
    END;
    IF NOT l_denied THEN
      fault('the test denial was not raised');
    END IF;
    SELECT COUNT(*) INTO l_found
      FROM poolwarden_audit a
     WHERE a.outcome = 'DENIED' AND a.error_code = -20903 AND a.sid = l_sid AND a.serial_no = l_serial
       AND a.at_time > SYS_EXTRACT_UTC(SYSTIMESTAMP) - NUMTODSINTERVAL(2, 'HOUR');
    IF l_found = 0 THEN
      fault('the test denial left no audit row');
    END IF;
    EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM poolwarden_ordinary p WHERE p.username = :grantee'
      INTO l_found USING l_grantee;
    IF l_found <> 1 THEN
      fault('the grantee is a protected user: it has more than it needs, or everybody has (DBA granted to PUBLIC)');
    END IF;
    EXECUTE IMMEDIATE q'[SELECT COUNT(*) FROM poolwarden_ordinary p WHERE p.username IN ('SYS', 'SYSTEM')]'
      INTO l_found;
    IF l_found > 0 THEN
      fault('SYS and SYSTEM are not both protected');
    END IF;
    EXECUTE IMMEDIATE
      q'[SELECT COUNT(*) FROM poolwarden_sessions v WHERE v.username = 'SYS' AND v.logon_time IS NOT NULL]'
      INTO l_found;
    IF l_found > 0 THEN
      fault('sessions of SYS are not masked');
    END IF;
  END IF;
  IF l_faults > 0 THEN
    take_back;
    raise_application_error(-20905, 'the installation has ' || TO_CHAR(l_faults) || ' faults, listed above');
  END IF;
  DBMS_OUTPUT.PUT_LINE('Poolwarden''s guard 2.1 is installed in ' || l_schema || ' and checked; grantee ' || l_grantee);
  FOR w IN (SELECT o.grantee, o.username, o.machine, o.program, o.service, o.acts_per_hour
              FROM poolwarden_scope o
             ORDER BY o.grantee, o.username) LOOP
    DBMS_OUTPUT.PUT_LINE('Scope: ' || w.grantee || ' may act on '
                         || CASE w.username WHEN '*' THEN 'every unprotected user' ELSE w.username END
                         || CASE WHEN w.machine IS NOT NULL THEN ' at machine ' || w.machine ELSE '' END
                         || CASE WHEN w.program IS NOT NULL THEN ' with program ' || w.program ELSE '' END
                         || CASE WHEN w.service IS NOT NULL THEN ' in service ' || w.service ELSE '' END
                         || CASE WHEN w.acts_per_hour IS NOT NULL
                                 THEN ', at most ' || TO_CHAR(w.acts_per_hour) || ' an hour' ELSE '' END);
  END LOOP;
END;
/

DROP FUNCTION poolwarden_name_of;

undefine grantee
undefine txn_priority
column txn_priority clear
undefine scope
undefine audit_tablespace
set serveroutput off
set sqlblanklines off
set feedback 6
set verify on
whenever oserror continue none
whenever sqlerror continue none
