"""A conversation of python-oracledb with the stand-in. Prints what it saw; WitnessTest compares.

Arguments: port, service, and SID, SERIAL# of a session that the guard is to end.
"""
import datetime
import sys

import oracledb

PORT, SERVICE, VICTIM_SID, VICTIM_SERIAL = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])


def connect(user, password):
    return oracledb.connect(user=user, password=password, host="127.0.0.1", port=PORT, service_name=SERVICE)


def fails(what, code, work):
    try:
        work()
        print(what, "passed")
    except oracledb.DatabaseError as e:
        print(what, "ORA-%05d" % e.args[0].code if e.args[0].code == code else e)


def times_out(work):
    try:
        work()
        print("call timeout: none")
    except oracledb.DatabaseError as e:
        print("call timeout:", "seen" if e.args[0].full_code == "DPY-4024" else e)


def moment(value):
    return value.isoformat(sep=" ", timespec="milliseconds")


def main():
    fails("wrong password:", 1017, lambda: connect("SHOP", "Shop"))
    shop = connect("SHOP", "shop")
    print("major version:", shop.version.split(".")[0])
    cursor = shop.cursor()
    cursor.execute("CREATE TABLE witness (id NUMBER(9) PRIMARY KEY, name VARCHAR2(200), amount NUMBER(10,2),"
                   " born DATE, seen TIMESTAMP, data RAW(100), fixed CHAR(5))")

    start = datetime.datetime(2026, 2, 28, 13, 14, 15)
    rows = [(i, "name %d" % i, i / 4, start + datetime.timedelta(days=i), start.replace(microsecond=i * 1000),
             bytes([0, i, 255]), "c%d" % i) for i in range(1, 251)]
    cursor.setinputsizes(None, None, None, oracledb.DB_TYPE_DATE, oracledb.DB_TYPE_TIMESTAMP, None, None)
    cursor.executemany("INSERT INTO witness VALUES (:1, :2, :3, :4, :5, :6, :7)", rows)
    print("inserted:", cursor.rowcount)
    cursor.execute("INSERT INTO witness (id, name) VALUES (:id, :name)", id=251, name="žluťoučký kůň 🐎")
    cursor.execute("INSERT INTO witness (id) VALUES (:id)", id=252)
    shop.commit()

    cursor.arraysize = 40
    cursor.prefetchrows = 7
    cursor.execute("SELECT id, name, amount, born, seen, data, fixed FROM witness WHERE id <= :most ORDER BY id",
                   most=250)
    print("columns:", " ".join("%s %s" % (c[0], c[1].name[8:]) for c in cursor.description))
    fetched = cursor.fetchall()
    print("fetched:", len(fetched), sum(row[0] for row in fetched), sum(row[2] for row in fetched))
    row = fetched[198]
    print("row:", row[0], row[1], row[2], moment(row[3]), moment(row[4]), row[5].hex(), row[6] + "|")
    print("same:", sum(f[:6] == r[:6] for f, r in zip(fetched, rows)))

    statement = "SELECT name FROM witness WHERE id = :id"
    for number in (251, 252, 1):
        cursor.execute(statement, id=number)
        print("name:", cursor.fetchone()[0] or "null")
    print("none:", len(cursor.execute(statement, id=999).fetchall()))
    long_text = "x" * 32000
    cursor.execute("SELECT COUNT(*) FROM witness WHERE name = :text", text=long_text)
    print("long bind:", cursor.fetchone()[0])

    cursor.execute("UPDATE witness SET name = :1 WHERE id > :2", ["changed", 240])
    print("updated:", cursor.rowcount)
    cursor.execute("DELETE FROM witness WHERE id = 1")
    shop.rollback()
    cursor.execute("SELECT COUNT(*) FROM witness WHERE name = 'changed' OR id = 1")
    print("after rollback:", cursor.fetchone()[0])

    fails("duplicate:", 1, lambda: cursor.execute("INSERT INTO witness (id) VALUES (:id)", id=1))
    fails("no table:", 942, lambda: cursor.execute("SELECT * FROM nothing_here"))
    fails("no statement:", 900, lambda: cursor.execute("SELEKT 1"))
    shop.ping()

    shop.call_timeout = 300
    times_out(lambda: cursor.callproc("dbms_session.sleep", [600]))
    shop.call_timeout = 0
    shop.module = "checkout"
    shop.action = "pay"
    shop.client_identifier = "jane"
    cursor.execute("SELECT 1 FROM dual")

    warden = connect("POOLWARDEN", "warden")
    guard = warden.cursor()
    guard.execute("SELECT module, action, client_identifier FROM sys.poolwarden_sessions WHERE module IS NOT NULL")
    print("module:", *guard.fetchone())
    outcome, audit_id = guard.var(str, 30), guard.var(int)
    for _ in range(2):
        try:
            guard.callproc("sys.poolwarden.disconnect_session",
                           [VICTIM_SID, VICTIM_SERIAL, 1, "IMMEDIATE", "jane", "leaked", "kill 1", outcome,
                            audit_id])
            print("killed:", outcome.getvalue(), "audited" if audit_id.getvalue() > 0 else "")
        except oracledb.DatabaseError as e:
            print("killed: ORA-%05d" % e.args[0].code)
    warden.close()
    shop.close()
    print("closed")


main()
