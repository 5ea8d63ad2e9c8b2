// A conversation of node-oracledb with the stand-in. Prints what it saw; WitnessTest compares.
// Arguments: port, service, and SID, SERIAL# of a session that the guard is to end.
'use strict';

const oracledb = require('oracledb');

const [port, service, victimSid, victimSerial] = process.argv.slice(2);

const connect = (user, password) =>
  oracledb.getConnection({ user, password, connectString: `127.0.0.1:${port}/${service}` });

async function fails(what, code, work) {
  try {
    await work();
    console.log(what, 'passed');
  } catch (e) {
    console.log(what, e.errorNum === code ? `ORA-${String(code).padStart(5, '0')}` : e);
  }
}

async function timesOut(work) {
  try {
    await work();
    console.log('call timeout: none');
  } catch (e) {
    console.log('call timeout:', e.code === 'NJS-123' ? 'seen' : e);
  }
}

const two = (n) => String(n).padStart(2, '0');
const moment = (d) =>
  `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ` +
  `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}.${String(d.getMilliseconds()).padStart(3, '0')}`;

async function main() {
  await fails('wrong password:', 1017, () => connect('SHOP', 'Shop'));
  const shop = await connect('SHOP', 'shop');
  console.log('major version:', shop.oracleServerVersionString.split('.')[0]);
  await shop.execute(
    'CREATE TABLE witness (id NUMBER(9) PRIMARY KEY, name VARCHAR2(200), amount NUMBER(10,2),' +
    ' born DATE, seen TIMESTAMP, data RAW(100), fixed CHAR(5))');

  const rows = [];
  for (let i = 1; i <= 250; i++) {
    rows.push([i, `name ${i}`, i / 4, new Date(2026, 1, 28 + i, 13, 14, 15), new Date(2026, 1, 28, 13, 14, 15, i),
      Buffer.from([0, i, 255]), `c${i}`]);
  }
  const bindDefs = [{ type: oracledb.NUMBER }, { type: oracledb.STRING, maxSize: 200 }, { type: oracledb.NUMBER },
    { type: oracledb.DB_TYPE_DATE }, { type: oracledb.DB_TYPE_TIMESTAMP }, { type: oracledb.BUFFER, maxSize: 100 },
    { type: oracledb.STRING, maxSize: 5 }];
  const insert = await shop.executeMany('INSERT INTO witness VALUES (:1, :2, :3, :4, :5, :6, :7)', rows, { bindDefs });
  console.log('inserted:', insert.rowsAffected);
  await shop.execute('INSERT INTO witness (id, name) VALUES (:id, :name)', { id: 251, name: 'žluťoučký kůň 🐎' });
  await shop.execute('INSERT INTO witness (id) VALUES (:id)', { id: 252 });
  await shop.commit();

  const result = await shop.execute(
    'SELECT id, name, amount, born, seen, data, fixed FROM witness WHERE id <= :most ORDER BY id',
    { most: 250 }, { fetchArraySize: 40, prefetchRows: 7, resultSet: true });
  console.log('columns:', result.metaData.map((c) => `${c.name} ${c.dbTypeName.replace('VARCHAR2', 'VARCHAR')}`).join(' '));
  const fetched = await result.resultSet.getRows();
  await result.resultSet.close();
  const sum = (column) => fetched.reduce((total, row) => total + row[column], 0);
  console.log('fetched:', fetched.length, sum(0), sum(2));
  const row = fetched[198];
  console.log('row:', row[0], row[1], row[2], moment(row[3]), moment(row[4]), row[5].toString('hex'), row[6] + '|');
  const same = (a, b) => JSON.stringify(a.slice(0, 6)) === JSON.stringify(b.slice(0, 6));
  console.log('same:', fetched.filter((f, i) => same(f, rows[i])).length);

  const statement = 'SELECT name FROM witness WHERE id = :id';
  for (const id of [251, 252, 1]) {
    console.log('name:', (await shop.execute(statement, { id })).rows[0][0]);
  }
  console.log('none:', (await shop.execute(statement, { id: 999 })).rows.length);
  const text = 'x'.repeat(32000);
  console.log('long bind:', (await shop.execute('SELECT COUNT(*) FROM witness WHERE name = :text', { text })).rows[0][0]);

  const update = await shop.execute('UPDATE witness SET name = :1 WHERE id > :2', ['changed', 240]);
  console.log('updated:', update.rowsAffected);
  await shop.execute('DELETE FROM witness WHERE id = 1');
  await shop.rollback();
  const left = await shop.execute("SELECT COUNT(*) FROM witness WHERE name = 'changed' OR id = 1");
  console.log('after rollback:', left.rows[0][0]);

  await fails('duplicate:', 1, () => shop.execute('INSERT INTO witness (id) VALUES (:id)', { id: 1 }));
  await fails('no table:', 942, () => shop.execute('SELECT * FROM nothing_here'));
  await fails('no statement:', 900, () => shop.execute('SELEKT 1'));
  await shop.ping();

  shop.callTimeout = 300;
  await timesOut(() => shop.execute('BEGIN dbms_session.sleep(:s); END;', { s: 600 }));
  shop.callTimeout = 0;
  shop.module = 'checkout';
  shop.action = 'pay';
  shop.clientId = 'jane';
  await shop.execute('SELECT 1 FROM dual');

  const warden = await connect('POOLWARDEN', 'warden');
  const seen = await warden.execute(
    'SELECT module, action, client_identifier FROM sys.poolwarden_sessions WHERE module IS NOT NULL');
  console.log('module:', ...seen.rows[0]);
  const kill = 'BEGIN sys.poolwarden.disconnect_session('
    + ':sid, :serial, 1, :mode_, :who, :why, :kill, :outcome, :audit); END;';
  for (let i = 0; i < 2; i++) {
    try {
      const killed = await warden.execute(kill, {
        sid: Number(victimSid), serial: Number(victimSerial), mode_: 'IMMEDIATE', who: 'jane', why: 'leaked',
        kill: 'kill 1',
        outcome: { dir: oracledb.BIND_OUT, type: oracledb.STRING, maxSize: 30 },
        audit: { dir: oracledb.BIND_OUT, type: oracledb.NUMBER },
      });
      console.log('killed:', killed.outBinds.outcome, killed.outBinds.audit > 0 ? 'audited' : '');
    } catch (e) {
      console.log('killed:', `ORA-${e.errorNum}`);
    }
  }
  await warden.close();
  await shop.close();
  console.log('closed');
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
