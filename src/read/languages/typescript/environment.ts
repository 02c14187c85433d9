/** How TypeScript and JavaScript read and write the environment. */
import { databaseNameReader } from "../database-names.js";

/** `connectionString: process.env.DATABASE_URL`, `filename: "log.sqlite"`, or either as the first argument. */
export const databaseNames = databaseNameReader("[\\w.]{0,80}\\benv(?:\\.|\\[[\"'])(\\w+)");

export function setsEnvironment(text: string): boolean {
  return /\bprocess\.env(?:\.\w+|\[[^\]\n]{1,80}\])\s*(?:\?\?|\|\|)?=(?!=)|\bdotenv\b/.test(text);
}
