/** How Python reads and writes the environment. */
import { databaseNameReader } from "../database-names.js";

/** `os.environ["DATABASE_URL"]`, `url=settings.DATABASE_URL`, `env.DATABASE_URL`, or such a value as the first argument. */
export const databaseNames = databaseNameReader(
  "[\\w.]{0,80}\\benv(?:\\.|\\[[\"'])(\\w+)|(?:os\\.)?(?:getenv\\(|environ(?:\\.get\\(|\\[))\\s*[\"'](\\w+)",
);

export function setsEnvironment(text: string): boolean {
  return /\bos\.environ(?:\[[^\]\n]{1,80}\]\s*=(?!=)|\.(?:update|setdefault)\()|\bdotenv\b|\bload_dotenv\b/.test(text);
}
