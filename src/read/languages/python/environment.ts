/** How Python reads and writes the environment. */
import { databaseNameReader, environmentReader } from "../database-names.js";

const READ = "\\benv(?:\\.|\\[[\"'])(\\w+)|\\b(?:getenv\\(|environ(?:\\.get\\(|\\[))\\s*[\"'](\\w+)";

/** `os.environ["DATABASE_URL"]`, `url=settings.DATABASE_URL`, `env.DATABASE_URL`, or such a value as the first argument. */
export const databaseNames = databaseNameReader(READ);

/** `os.getenv("SUPABASE_KEY")`, wherever it is read. */
export const environmentNames = environmentReader(READ);

export function setsEnvironment(text: string): boolean {
  return /\bos\.environ(?:\[[^\]\n]{1,80}\]\s*=(?!=)|\.(?:update|setdefault)\()|\bdotenv\b|\bload_dotenv\b/.test(text);
}
