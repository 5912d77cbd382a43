import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";

const charOid = 18;
const textOid = 25;

/** PostgreSQL adapter with the three things migrations need and the stock adapter lacks. */
export class MigrationAdapterFactory extends PrismaPg {
  #connection;

  constructor({ schema, ...connection }) {
    super(connection, { schema });
    this.#connection = connection;
  }

  async connect() {
    return forMigrations(await super.connect());
  }

  /** A throw-away database beside the real one; FORCE, since pooled connections may linger. */
  async connectToShadowDb() {
    const name = `shadow_${randomUUID()}`;
    const admin = await super.connect();
    await admin.client.query(`CREATE DATABASE "${name}"`);
    const shadow = await new PrismaPg({ ...this.#connection, database: name }).connect();
    const close = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await close();
      await admin.client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await admin.dispose();
    };
    return forMigrations(shadow);
  }
}

function forMigrations(adapter) {
  readCharColumns(adapter);
  // Sent whole: the stock adapter splits at every semicolon and so breaks function bodies.
  adapter.executeScript = async (sql) => {
    await adapter.client.query(sql).catch((error) => adapter.onError(error));
  };
  const begin = adapter.startTransaction?.bind(adapter);
  if (begin) adapter.startTransaction = async (level) => forMigrations(await begin(level));
  return adapter;
}

/** The system catalogues hold `"char"` columns, for which the stock adapter has no mapping. */
function readCharColumns(adapter) {
  const perform = adapter.performIO.bind(adapter);
  const query = adapter.queryRaw.bind(adapter);
  let charColumns = [];
  adapter.performIO = async (statement) => {
    const result = await perform(statement);
    charColumns = [];
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== charOid) continue;
      field.dataTypeID = textOid;
      charColumns.push(index);
    }
    return result;
  };
  adapter.queryRaw = async (statement) => {
    const result = await query(statement);
    for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
}
