#!/usr/bin/env bash
# Run by the Oracle image when the database is new: the guard and its user in FREEPDB1, for the sessions of SHOP.
set -euo pipefail
cd /poolwarden
sqlplus -s / as sysdba << SQL
whenever sqlerror exit failure
alter session set container = FREEPDB1;
create user POOLWARDEN identified by "${POOLWARDEN_GUARD_PASSWORD}";
define grantee = POOLWARDEN
define scope = "SHOP"
define audit_tablespace = USERS
@install.sql
SQL
