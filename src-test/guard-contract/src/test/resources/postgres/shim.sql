-- What the translated guard finds on PostgreSQL in the place of Oracle's dictionary: same names, same columns, filled
-- from the real thing where PostgreSQL has one (sessions, roles, locks, transactions) and from a table that a case fills
-- where it has none (slaves, password file, an answer of ALTER SYSTEM). A # in a name is _no here.

CREATE SCHEMA sys;
CREATE EXTENSION orafce;
CREATE EXTENSION dblink SCHEMA sys;
CREATE EXTENSION plpgsql_check SCHEMA sys;
SET search_path = sys, oracle, pg_catalog;

-- ora2pg makes COLLATE "BINARY" of NLSSORT(..., 'NLS_SORT=BINARY'): bytes, here too. The other takes S, s and S with an
-- accent for one; the lane puts it on the dictionary's names where a case wants a session with NLS_COMP=LINGUISTIC.
CREATE COLLATION sys."BINARY" FROM "C";
CREATE COLLATION sys."LINGUISTIC" (provider = icu, locale = 'und-u-ks-level1', deterministic = false);

-- filled by cases
CREATE TABLE sys.px_sessions (inst_id numeric, sid numeric, serial_no numeric, qcsid numeric, qcserial_no numeric,
                              qcinst_id numeric);
CREATE TABLE sys.gv_$scheduler_running_jobs (inst_id numeric, session_id numeric, session_serial_num numeric,
                                             job_id numeric);
CREATE TABLE sys.dba_objects (owner varchar, object_name varchar, object_type varchar, object_id numeric,
                              status varchar);
CREATE TABLE sys.gv_$fast_start_transactions (inst_id numeric, usn numeric, slt numeric, seq numeric, state varchar,
                                              undoblocksdone numeric, undoblockstotal numeric);
CREATE TABLE sys.password_file (username varchar);
CREATE TABLE sys.public_roles (granted_role varchar);
-- the last column: whether Amazon's package, asked for the same, is answered otherwise
CREATE TABLE sys.scripted_answers (sid numeric, verb varchar, code int, spares_package boolean);
CREATE TABLE sys.rolling_back (sid numeric);
CREATE TABLE sys.killed_sessions (sid numeric);
CREATE TABLE sys.shared_servers (sid numeric);
CREATE TABLE sys.nested_transactions (sid numeric);
CREATE TABLE sys.pretended (sid numeric PRIMARY KEY, username varchar, type varchar, serial_no numeric,
                            logon_time timestamp);
CREATE TABLE sys.gv_$dead_cleanup (inst_id numeric, saddr numeric, type varchar, state varchar, dead_time numeric,
                                   cleanup_attempts numeric, last_attempt numeric);
-- calls of Amazon's package, which is there while the first table has a row
CREATE TABLE sys.rdsadmin (present boolean);
CREATE TABLE sys.rdsadmin_calls (verb varchar, sid numeric, serial_no numeric, how varchar);
CREATE TABLE sys.v_$active_instances (inst_number numeric);
CREATE TABLE sys.gv_$sesstat (inst_id numeric, sid numeric, statistic_no numeric, value numeric);
CREATE TABLE sys.gv_$open_cursor (inst_id numeric, sid numeric, sql_id varchar, cursor_type varchar);
CREATE TABLE sys.gv_$sort_usage (inst_id numeric, session_addr numeric, segtype varchar, blocks numeric);
CREATE TABLE sys.gv_$system_parameter (inst_id numeric, name varchar, con_id numeric, value varchar);
CREATE TABLE sys.gv_$global_transaction (inst_id numeric, formatid numeric, globalid varchar);
CREATE TABLE sys.priorities (sid numeric PRIMARY KEY, priority varchar);
CREATE VIEW sys.v_$statname AS
SELECT 2::numeric AS statistic_no, 'opened cursors cumulative'::varchar AS name UNION ALL SELECT 3, 'opened cursors current';

CREATE FUNCTION sys.serial_of(started timestamptz) RETURNS numeric LANGUAGE sql IMMUTABLE AS
  'SELECT 1 + mod((extract(epoch FROM started) * 1000000)::numeric, 65000)::bigint';

CREATE FUNCTION sys.sql_id_of(statement text) RETURNS varchar LANGUAGE sql IMMUTABLE AS
  'SELECT substr(md5(statement), 1, 13)';

CREATE FUNCTION sys.head_blocker(waiter int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  blocker int := (pg_blocking_pids(waiter))[1];
  next int := blocker;
BEGIN
  WHILE next IS NOT NULL LOOP
    blocker := next;
    next := (pg_blocking_pids(blocker))[1];
  END LOOP;
  RETURN blocker;
END $$;

-- pg_stat_activity tells everything to its owner only, whoever owns the view that reads it. One function for each view
-- of Oracle's: PostgreSQL inlines none of them, so that a plan tells how often each is read.
CREATE FUNCTION sys.read_session() RETURNS SETOF pg_stat_activity LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT * FROM pg_stat_activity';
CREATE FUNCTION sys.read_process() RETURNS SETOF pg_stat_activity LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT * FROM pg_stat_activity';
CREATE FUNCTION sys.read_transaction() RETURNS SETOF pg_stat_activity LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT * FROM pg_stat_activity';
CREATE FUNCTION sys.read_sqlstats() RETURNS SETOF pg_stat_activity LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT * FROM pg_stat_activity';
CREATE FUNCTION sys.read_users() RETURNS SETOF pg_roles LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT * FROM pg_roles';
CREATE FUNCTION sys.read_role_privs() RETURNS TABLE (member name, role name) LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT m.rolname, r.rolname
     FROM pg_auth_members x JOIN pg_roles m ON m.oid = x.member JOIN pg_roles r ON r.oid = x.roleid
    UNION ALL SELECT ''public'', p.granted_role FROM sys.public_roles p';
CREATE FUNCTION sys.read_pwfile_users() RETURNS TABLE (name varchar) LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT r.rolname FROM pg_roles r WHERE r.rolsuper UNION SELECT f.username FROM sys.password_file f';
CREATE FUNCTION sys.read_px_session() RETURNS SETOF sys.px_sessions LANGUAGE sql STABLE SECURITY DEFINER AS
  'SELECT * FROM sys.px_sessions';

CREATE VIEW sys.first_instance AS
SELECT 1::numeric AS inst_id, a.pid::numeric AS sid,
       coalesce(m.serial_no, sys.serial_of(a.backend_start)) AS serial_no,
       (CASE WHEN m.sid IS NOT NULL THEN m.username ELSE upper(a.usename) END)::varchar AS username,
       CASE
         WHEN m.sid IS NOT NULL THEN m.type
         WHEN a.backend_type = 'client backend' THEN 'USER'
         ELSE 'BACKGROUND'
       END::varchar AS type,
       'shop_service'::varchar AS service_name,
       a.pid::numeric AS saddr,
       CASE WHEN a.pid IN (SELECT k.sid FROM sys.killed_sessions k) THEN -1 ELSE a.pid END::numeric AS paddr,
       CASE WHEN a.pid IN (SELECT h.sid FROM sys.shared_servers h) THEN -2 ELSE a.pid END::numeric AS creator_addr,
       CASE
         WHEN a.pid IN (SELECT k.sid FROM sys.killed_sessions k) THEN 'KILLED'
         WHEN a.state = 'active' THEN 'ACTIVE'
         ELSE 'INACTIVE'
       END::varchar AS status,
       floor(extract(epoch FROM clock_timestamp() - a.state_change))::numeric AS last_call_et,
       coalesce(m.logon_time, a.backend_start::timestamp) AS logon_time, a.usename::varchar AS osuser,
       coalesce(host(a.client_addr), 'local')::varchar AS machine, a.application_name::varchar AS program,
       a.client_port::varchar AS process, a.application_name::varchar AS module, NULL::varchar AS action,
       NULL::varchar AS client_info, NULL::varchar AS client_identifier,
       CASE WHEN a.state = 'active' THEN sys.sql_id_of(a.query) END AS sql_id,
       CASE WHEN a.state <> 'active' THEN sys.sql_id_of(a.query) END AS prev_sql_id,
       a.wait_event::varchar AS event, a.wait_event_type::varchar AS wait_class, 0::numeric AS seconds_in_wait,
       CASE WHEN cardinality(pg_blocking_pids(a.pid)) > 0 THEN 1 END::numeric AS blocking_instance,
       (pg_blocking_pids(a.pid))[1]::numeric AS blocking_session,
       CASE WHEN cardinality(pg_blocking_pids(a.pid)) > 0 THEN 1 END::numeric AS final_blocking_instance,
       sys.head_blocker(a.pid)::numeric AS final_blocking_session,
       'DEDICATED'::varchar AS server,
       CASE WHEN a.state = 'active' AND a.wait_event IS NULL THEN 'WAITED KNOWN TIME' ELSE 'WAITING' END::varchar AS state,
       upper(a.usename)::varchar AS schemaname, 3::numeric AS command, NULL::varchar AS resource_consumer_group,
       a.pid::numeric AS audsid
  FROM sys.read_session() a
  LEFT JOIN sys.pretended m ON m.sid = a.pid
 WHERE a.datname = current_database() OR a.backend_type <> 'client backend';

-- Sessions of another instance, which a case makes of those of this one: same SID, serial#, addresses, another user.
CREATE TABLE sys.second_instance AS SELECT * FROM sys.first_instance WITH NO DATA;
CREATE VIEW sys.gv_$session AS SELECT * FROM sys.first_instance UNION ALL SELECT * FROM sys.second_instance;

CREATE VIEW sys.gv_$process AS
SELECT 1::numeric AS inst_id, a.pid::numeric AS addr, a.pid::varchar AS spid, (1000000 + a.pid)::numeric AS pga_alloc_mem
  FROM sys.read_process() a
 UNION ALL
SELECT i.inst_id, i.paddr, ('9' || i.paddr)::varchar, 9000000 FROM sys.second_instance i;

CREATE VIEW sys.gv_$transaction AS
SELECT 1::numeric AS inst_id, a.pid::numeric AS ses_addr, 1::numeric AS used_urec, 1::numeric AS used_ublk,
       CASE WHEN a.pid IN (SELECT r.sid FROM sys.rolling_back r) THEN 129 ELSE 1 END::bigint AS flag,
       11::numeric AS xidusn, 7::numeric AS xidslot, a.backend_xid::text::numeric AS xidsqn,
       coalesce((SELECT p.priority FROM sys.priorities p WHERE p.sid = a.pid), 'HIGH')::varchar AS txn_priority
  FROM sys.read_transaction() a
 WHERE a.backend_xid IS NOT NULL
 UNION ALL
SELECT 1, n.sid, 1, 1, 0, 12, 8, 99, 'HIGH' FROM sys.nested_transactions n;

CREATE VIEW sys.gv_$sqlstats AS
SELECT DISTINCT i.inst_id, sys.sql_id_of(a.query) AS sql_id,
       substr(a.query, 1, 1000)::varchar AS sql_text
  FROM sys.read_sqlstats() a
 CROSS JOIN (SELECT 1::numeric AS inst_id UNION SELECT n.inst_id FROM sys.second_instance n) i;

CREATE VIEW sys.gv_$px_session AS SELECT * FROM sys.read_px_session();

CREATE VIEW sys.gv_$pwfile_users AS
SELECT upper(f.name)::varchar AS username FROM sys.read_pwfile_users() f;

CREATE VIEW sys.dba_users AS
SELECT upper(r.rolname)::varchar AS username,
       CASE WHEN r.rolname IN ('sys', 'system') THEN 'Y' ELSE 'N' END::varchar AS oracle_maintained,
       CASE WHEN r.rolname LIKE 'c##%' THEN 'YES' ELSE 'NO' END::varchar AS common,
       CASE WHEN r.rolname = 'poolwarden_guard' THEN 'NONE' ELSE 'PASSWORD' END::varchar AS authentication_type,
       CASE WHEN r.rolname = 'poolwarden_guard' THEN 'LOCKED' ELSE 'OPEN' END::varchar AS account_status
  FROM sys.read_users() r
 WHERE r.rolcanlogin;

CREATE VIEW sys.dba_role_privs AS
SELECT upper(p.member)::varchar AS grantee, upper(p.role)::varchar AS granted_role FROM sys.read_role_privs() p;

CREATE VIEW sys.v_$instance AS SELECT '19.0.0.0.0'::varchar AS version;

CREATE VIEW sys.v_$database AS
SELECT 'CDB'::varchar AS name, 4711::numeric AS dbid, d.oid::bigint::numeric AS con_dbid
  FROM pg_database d WHERE d.datname = current_database();

CREATE VIEW sys.v_$containers AS
SELECT 3::numeric AS con_id, d.oid::bigint::numeric AS con_uid FROM pg_database d WHERE d.datname = current_database()
 UNION ALL SELECT 2, 4294967295;

-- ORA-00031 is R003B: a state that ends with three zeros would stand for its whole class where it is caught.
CREATE FUNCTION sys.state_of(ora int) RETURNS text LANGUAGE sql IMMUTABLE AS
  'SELECT ''R'' || lpad((ora / 10)::text, 3, ''0'') || chr(65 + ora % 10)';

CREATE FUNCTION sys.no_such_context(namespace text, parameter text) RETURNS varchar LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RAISE EXCEPTION 'ORA-02003: invalid % parameter %', namespace, parameter USING ERRCODE = sys.state_of(2003);
END $$;

-- As Oracle it knows its namespace and its parameters, and no others.
CREATE FUNCTION sys.sys_context(namespace text, parameter text) RETURNS varchar LANGUAGE sql STABLE AS $$
  SELECT CASE upper(namespace || '.' || parameter)
           WHEN 'USERENV.SESSION_USER' THEN upper(session_user::text)
           WHEN 'USERENV.CURRENT_USER' THEN upper(current_user::text)
           WHEN 'USERENV.CURRENT_SCHEMA' THEN coalesce(current_setting('contract.owner', true), 'SYS')
           WHEN 'USERENV.SID' THEN pg_backend_pid()::text
           WHEN 'USERENV.INSTANCE' THEN '1'
           WHEN 'USERENV.DB_UNIQUE_NAME' THEN 'CONTRACT'
           WHEN 'USERENV.CON_ID' THEN '3'
           WHEN 'USERENV.CON_NAME' THEN upper(current_database()::text)
           WHEN 'USERENV.CLOUD_SERVICE' THEN current_setting('contract.cloud_service', true)
           WHEN 'USERENV.OS_USER' THEN session_user::text
           WHEN 'USERENV.HOST' THEN coalesce(host(inet_client_addr()), 'local')
           WHEN 'USERENV.PROXY_USER' THEN current_setting('contract.proxy_user', true)
           WHEN 'USERENV.IP_ADDRESS' THEN host(inet_client_addr())
           ELSE sys.no_such_context(namespace, parameter)
         END $$;

-- ALTER SYSTEM, as far as the guard says it. Anything but the exact statement is an error. Who may execute end_session has
-- the privilege ALTER SYSTEM, and who may execute managed_end may call Amazon's package; the two in between tell others
-- what Oracle tells them. An Autonomous Database permits no DISCONNECT, whoever asks.
CREATE PROCEDURE sys.end_session(statement text, by_package boolean) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sys, oracle, pg_catalog AS $$
DECLARE
  part text[] := regexp_match(statement, '^ALTER SYSTEM (DISCONNECT SESSION|KILL SESSION|CANCEL SQL) '
    '''([0-9]+),([0-9]+),@([0-9]+)(?:,([0-9a-z]{13}))?''((?: POST_TRANSACTION)?(?: IMMEDIATE)?| FORCE TIMEOUT 0)$');
  answer int;
  target record;
BEGIN
  IF part IS NULL OR (part[6] LIKE '%FORCE%' AND part[1] <> 'KILL SESSION') THEN
    RAISE EXCEPTION 'ORA-02003: not a statement of the guard: %', statement USING ERRCODE = sys.state_of(2003);
  END IF;
  SELECT min(s.code) INTO answer
    FROM sys.scripted_answers s
   WHERE s.sid = part[2]::numeric AND s.verb = split_part(part[1], ' ', 1) AND NOT (s.spares_package AND by_package);
  IF current_setting('contract.autonomous', true) = 'on' AND part[1] = 'DISCONNECT SESSION' THEN
    answer := 1031;
  END IF;
  IF answer IS NOT NULL THEN
    RAISE EXCEPTION 'ORA-%', lpad(answer::text, 5, '0') USING ERRCODE = sys.state_of(answer);
  END IF;
  PERFORM pg_stat_clear_snapshot();
  SELECT a.pid, a.backend_type, a.xact_start, a.query INTO target
    FROM pg_stat_activity a
   WHERE a.pid = part[2]::int AND sys.serial_of(a.backend_start) = part[3]::numeric AND part[4] = '1';
  IF target.pid IS NULL THEN
    RAISE EXCEPTION 'ORA-00030: User session ID does not exist.' USING ERRCODE = sys.state_of(30);
  ELSIF target.pid = pg_backend_pid() THEN
    RAISE EXCEPTION 'ORA-00027: cannot kill current session' USING ERRCODE = sys.state_of(27);
  ELSIF target.backend_type <> 'client backend' THEN
    RAISE EXCEPTION 'ORA-00029: session is not a user session' USING ERRCODE = sys.state_of(29);
  ELSIF part[1] = 'CANCEL SQL' THEN
    IF part[5] IS NULL OR part[5] = sys.sql_id_of(target.query) THEN
      PERFORM pg_cancel_backend(target.pid);
    END IF;
  ELSIF part[6] NOT LIKE '%POST_TRANSACTION%' OR target.xact_start IS NULL THEN
    PERFORM pg_terminate_backend(target.pid);
  END IF;
END $$;

CREATE PROCEDURE sys.alter_system(statement text) LANGUAGE plpgsql AS $$
BEGIN
  IF NOT has_function_privilege('sys.end_session(text, boolean)', 'EXECUTE') THEN
    RAISE EXCEPTION 'ORA-01031: insufficient privileges' USING ERRCODE = sys.state_of(1031);
  END IF;
  CALL sys.end_session(statement, false);
END $$;

CREATE PROCEDURE sys.managed_end(verb text, sid numeric, serial numeric, how text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = sys, oracle, pg_catalog AS $$
DECLARE
  session text := ' ''' || sid || ',' || serial || ',@1';
BEGIN
  IF NOT EXISTS (SELECT 1 FROM sys.rdsadmin) THEN
    RAISE EXCEPTION 'ORA-06550: identifier RDSADMIN.RDSADMIN_UTIL must be declared' USING ERRCODE = sys.state_of(6550);
  END IF;
  INSERT INTO sys.rdsadmin_calls VALUES (verb, sid, serial, how);
  CALL sys.end_session(
    CASE verb
      WHEN 'disconnect' THEN 'ALTER SYSTEM DISCONNECT SESSION' || session || ''' ' || how
      WHEN 'kill' THEN 'ALTER SYSTEM KILL SESSION' || session || ''' '
                       || CASE how WHEN 'PROCESS' THEN 'FORCE TIMEOUT 0' ELSE how END
      ELSE 'ALTER SYSTEM CANCEL SQL' || session || coalesce(',' || how, '') || '''' END,
    true);
END $$;

CREATE PROCEDURE sys.rdsadmin_util(verb text, sid numeric, serial numeric, how text) LANGUAGE plpgsql AS $$
BEGIN
  IF NOT has_function_privilege('sys.managed_end(text, numeric, numeric, text)', 'EXECUTE') THEN
    RAISE EXCEPTION 'ORA-06550: identifier RDSADMIN.RDSADMIN_UTIL must be declared' USING ERRCODE = sys.state_of(6550);
  END IF;
  CALL sys.managed_end(verb, sid, serial, how);
END $$;

-- In a transaction of its own, as a user who needs no password for it here.
CREATE FUNCTION sys.autonomous(connection text, statement text) RETURNS TABLE (ret text) LANGUAGE sql SECURITY DEFINER AS
  'SELECT p.ret FROM sys.dblink(connection, statement) AS p (ret text)';

CREATE PROCEDURE sys.alert_log(line text) LANGUAGE plpgsql AS $$
BEGIN
  RAISE LOG 'alert in %: %', current_database(), line;
END $$;

-- ORA-20901 is SQLSTATE 45901 to ora2pg.
CREATE FUNCTION sys.sqlstate_of(error numeric) RETURNS text LANGUAGE sql IMMUTABLE AS
  'SELECT ''45'' || substr((-error)::text, 3)';
CREATE FUNCTION sys.sqlcode_of(state text) RETURNS numeric LANGUAGE sql IMMUTABLE AS
  'SELECT CASE WHEN state ~ ''^45[0-9]{3}$'' THEN -20000 - substr(state, 3)::numeric
               WHEN state ~ ''^R[0-9]{3}[A-J]$''
               THEN -(substr(state, 2, 3)::numeric * 10 + ascii(substr(state, 5)) - 65) ELSE -6512 END';

CREATE SCHEMA shop;
CREATE TABLE shop.contract_rows (id int PRIMARY KEY, n int NOT NULL);
INSERT INTO shop.contract_rows SELECT i, 0 FROM generate_series(1, 50) i;
GRANT USAGE ON SCHEMA shop TO PUBLIC;
GRANT SELECT, UPDATE ON shop.contract_rows TO PUBLIC;

REVOKE EXECUTE ON PROCEDURE sys.end_session, sys.managed_end, sys.alert_log FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION sys.autonomous FROM PUBLIC;
