import pg from "pg";

/** Runs statements as the owner of the test's database, past all row security. */
export async function asOwner<T>(run: (owner: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}
