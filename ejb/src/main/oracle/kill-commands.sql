-- Prints a ready command for each session that you may end. Needs READ on poolwarden_sessions and on
-- poolwarden_slaves, and EXECUTE on kill_session. Copy a line, look at it, run it. A line that has grown old does no
-- harm: its serial# has gone.
-- The machine's name comes from that session's own client: of the comment only plain characters are kept.
-- Where the guard is not in SYS, put its schema here:
define guard = sys

set verify off
-- for what kill_session says of what it did
set serveroutput on
set linesize 320
set pagesize 200
set trimspool on
column username format a30
column status format a8
column blocked_count format 9999
column blocking_session format 99999999
column kill_command format a240

SELECT s.username, s.status, s.blocked_count, s.blocking_session,
       'exec kill_session(p_sid => ' || s.sid || ', p_serial => ' || s.serial_no || ', p_instance => ' || s.inst_id
       || ') /* ' || SUBSTR(REGEXP_REPLACE(s.username || ' at ' || s.machine, '[^A-Za-z0-9_.@$ -]', ''), 1, 100)
       || ', last call ' || s.last_call_et || ' s before ' || TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24.MI.SS') || ' */'
       AS kill_command
  FROM &&guard..poolwarden_sessions s
 WHERE s.access_status = 'ALLOWED'
   AND s.status <> 'KILLED'
   -- slaves are refused: their coordinators have lines of their own
   AND NOT EXISTS (SELECT 1 FROM &&guard..poolwarden_slaves v
                    WHERE v.inst_id = s.inst_id AND v.sid = s.sid AND v.serial_no = s.serial_no)
   AND NOT (s.sid = TO_NUMBER(SYS_CONTEXT('USERENV', 'SID'))
            AND s.inst_id = TO_NUMBER(SYS_CONTEXT('USERENV', 'INSTANCE')))
 ORDER BY s.blocked_count DESC, s.last_call_et DESC;

undefine guard
set verify on
