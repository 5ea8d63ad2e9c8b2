-- Prints a ready command for each session that you may end. Needs READ on sys.poolwarden_sessions and EXECUTE on
-- sys.kill_session. Copy a line, look at it, run it. A line that has grown old does no harm: its serial# has gone.
-- The machine's name comes from that session's own client: of the comment only plain characters are kept.

set linesize 240
set pagesize 200
set trimspool on
column kill_command format a150
column username format a20
column status format a10

SELECT s.username, s.status, s.blocked_count,
       'exec kill_session(p_sid => ' || s.sid || ', p_serial => ' || s.serial_no || ', p_instance => ' || s.inst_id
       || ') /* ' || REGEXP_REPLACE(s.username || ' at ' || s.machine, '[^A-Za-z0-9_.@$ -]', '')
       || ', last call ' || s.last_call_et || ' s before ' || TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS') || ' */'
       AS kill_command
  FROM sys.poolwarden_sessions s
 WHERE s.access_status = 'ALLOWED'
   AND s.status <> 'KILLED'
   AND NOT (s.sid = TO_NUMBER(SYS_CONTEXT('USERENV', 'SID'))
            AND s.inst_id = TO_NUMBER(SYS_CONTEXT('USERENV', 'INSTANCE')))
 ORDER BY s.blocked_count DESC, s.last_call_et DESC;
