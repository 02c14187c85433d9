/** How TypeScript and JavaScript read and write the environment. */
import { databaseNameReader, environmentReader } from "../database-names.js";

const READ = "\\bDeno\\.env\\.get\\(\\s*[\"'](\\w+)|\\benv(?:\\.|\\[[\"'])(\\w+)";

/** `connectionString: process.env.DATABASE_URL`, `filename: "log.sqlite"`, or either as the first argument. */
export const databaseNames = databaseNameReader(READ);

/** `process.env.SUPABASE_KEY`, wherever it is read. */
export const environmentNames = environmentReader(READ);

export function setsEnvironment(text: string): boolean {
  return /\bprocess\.env(?:\.\w+|\[[^\]\n]{1,80}\])\s*(?:\?\?|\|\|)?=(?!=)|\bdotenv\b/.test(text);
}
