/** Whether text tells of what was, of what is not there, or of what is planned: it may then name what does not exist. */
import { baseName } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";

/** A document that tells history as a whole, by its name: change logs, decisions, reports, plans. */
export function tellsHistory(file: FilePath): boolean {
  const folders = file.split("/").slice(0, -1);
  if (folders.some((folder) => HISTORY_FOLDER.test(folder))) return true;
  const name = baseName(file).replace(/\.\w+$/, "");
  return HISTORY_NAME.test(name) || DATED.test(name);
}

const HISTORY_FOLDER =
  /^\.?(?:adrs?|architecture[-_]decisions?|decisions?|decision[-_]records?|rfcs?|proposals?|reports?|archived?|archives|history|changelogs?|changes|newsfragments|changesets?|releases?|release[-_]notes|incidents?|post-?mortems?|audits?|learnings|plans?|meetings?|notes|blog|posts|news|migrations?|retros?|retrospectives|old|legacy|deprecated|whatsnew|vendor|vendored|third[-_]party|site-packages)$/i;

const HISTORY_WORDS = [
  "adr|analysis|audit|backlog|breaking[-_ ]?changes?|bug|bugs|bugfix|change[-_ ]?log|changelogs?|changes|completed?|completion|decisions?",
  "deprecations?|diagnosis|findings|five[-_ ]?whys|5[-_ ]?whys|fix|fixes|fixed|history|hotfix|incidents?|investigation|issues?",
  "learnings?|migrat(?:e|ed|ing|ion|ions)|news|plan|plans|post[-_ ]?mortem|progress|proposals?|rca|refactor(?:ing)?|regressions?|releases?",
  "release[-_ ]?notes|remediation|reports?|results?|retro(?:spective)?|rfc|roadmap|root[-_ ]?cause|status|summary|timeline|todos?",
  "upgrad(?:e|ing)|whats?[-_ ]?new",
].join("|");
const HISTORY_NAME = new RegExp(`(?:^|[-_. ])(?:${HISTORY_WORDS})(?:$|[-_. ])`, "i");

/** `2025-09-12`, `20250912`, `0007-use-one-accessor`. */
const DATED = /(?:^|\D)(?:19|20)\d\d[-_.]?[01]\d(?:[-_.]?[0-3]\d)?(?:\D|$)|^\d{3,4}[-_]/;

/** A heading under which old and new stand beside each other, or what went wrong is told. */
export function isPastHeading(written: string): boolean {
  return PAST_HEADING.test(written) || /\b\d{4}-\d\d(?:-\d\d)?\b|\bv?\d+\.\d+(?:\.\d+)?\b/.test(written);
}

const PAST_HEADING = new RegExp(
  `\\b(?:${[
    "after|anti-?patterns?|audit|avoid|backwards?|bad|before|breaking|broken|bugs?|change ?log|changes|changed|deprecat\\w*|don'?ts?",
    "five whys|5 whys|fix|fixed|fixes|former|formerly|future|gotchas?|histor\\w+|incidents?|incorrect|instead|issues?|known issues|legacy|lessons",
    "migrat\\w*|never|obsolete|old|pitfalls?|planned|plans?|post-?mortem|previous|previously|problems?|proposals?|proposed|refactor\\w*|regressions?",
    "release notes|removed|renamed|replaced|retrospective|roadmap|root cause|stale|timeline|todos?|troubleshooting|unreleased|upgrad\\w*",
    "violations?|went wrong|what happened|whats? new|why|wrong",
  ].join("|")})\\b`,
  "i",
);

/** What stands over a fence, or beside its language: "Before:", "❌ Wrong", "Do not write". */
export function isPastLabel(written: string): boolean {
  const last = written.trimEnd().split(/\n/).at(-1) ?? "";
  return /[❌✗✘⛔🚫]/u.test(last) || PAST_LABEL.test(last) || tellsOfAbsence(last);
}

const PAST_LABEL =
  /\b(?:anti-?pattern|bad|before|broken|current|don'?t|do not|error|fails?|former|formerly|incorrect|instead of|invalid|legacy|never|old|original|outdated|previous|previously|problem|rejected|stale|today|wrong)\b/i;

/** A sentence that says of what it names that it is gone, was never there, is planned, or should not be used. */
export function tellsOfAbsence(sentence: string): boolean {
  return ABSENCE.test(sentence) || ABSENT_IN_CAPITALS.test(sentence);
}

const ABSENCE = new RegExp(
  [
    // What was.
    "\\b(?:deprecat\\w*|obsolete|legacy|old(?:er)? code|remov(?:ed|al|es|ing)|renam(?:ed|es|ing)|replac(?:e|ed|es|ing|ement)|supersed\\w*|former|formerly|previous|previously)\\b",
    "\\b(?:no longer|used to (?!\\w+ (?:the|a|an)\\b)|originally|historical(?:ly)?|in the past|backwards?|compat\\w*|shims?|predecessor|successor|ported|once was)\\b",
    "\\b(?:migrat\\w*|mov(?:e|ed|es|ing)|switch(?:ed|es|ing)?|convert(?:ed|s|ing)?) (?:\\w+ ){0,3}(?:from|off|away)\\b|\\b(?:was|were|been|now) (?:\\w+ )?(?:called|named|known as|part of|deleted|dropped|gone|merged|retired|moved)\\b",
    // The name itself is a row of underscores.
    "__\\W{0,5} ?(?:was|were|gave|had|did|went|lived|came|returned|took|made|handed)\\b",
    // What is not there.
    `\\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could)(?:n['’]?t| not)(?: \\w+){0,2} (?:${[
      "exist|have|had|call|use|import|provide|define|expose|support|offer|include|belong|appear|work|need|a|an|the|there|any",
      "available|defined|implemented|on|in|part|one|used|called|real|callable|exported|provided|supported|public|meant|possible|allowed|yet|been",
    ].join("|")})\\b`,
    "\\b(?:(?:should|must|may)(?:n['’]?t| not)|never (?:exist\\w*|had|was|were|worked)|cannot|can['’]t|can not|non-?exist\\w*|not (?:exist\\w*|defined|implemented|available|there|found|yet|supported|provided))\\b",
    "\\b(?:no such|there(?:['’]s| is| are| was) no|ha(?:s|ve|d) no|lack(?:s|ed|ing)?|missing|absent|unlike|neither|nor|nobody)\\b",
    "\\b(?:hallucinat\\w*|invented|imaginary|hypothetical|imagined|wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|typo|stale|outdated|bogus|fake[ds]?)\\b",
    "\\bnever\\b[^_]*__|__\\W{0,3} (?:\\w+ ){0,2}never\\b",
    // What failed.
    "\\b(?:fail(?:s|ed|ing)?|broke|broken|breaks|crash(?:es|ed|ing)?|regression|incident|outage|bug|is not a function|has no attribute|\\w+Error)\\b",
    // What should not be.
    "\\b(?:instead of|rather than|in place of|as opposed to|unlike|over|not|no more)\\b[^_]*__|\\b(?:in favou?r of|avoid(?:s|ing)?|don['’]?t|do not|forbid\\w*|forbidden|banned|disallow\\w*|prohibit\\w*|stop using|anti-?pattern)\\b",
    // The same in other languages.
    "不存在|已[删移废]|弃用|废弃|旧|替换|改为|取代|没有|없|삭제|제거|存在しない|廃止|削除|\\bn[oã]o? existe|\\bobsolet\\w*|\\beliminad\\w*|\\bremovid\\w*|\\bn['’]existe|\\bnicht\\b|\\bveraltet|\\bentfernt|\\bsupprim",
    // What may come.
    "\\b(?:TODO|FIXME|XXX|HACK|plan(?:ned|s)?|propos(?:e|ed|al)|upcoming|eventually|someday|in the future|later add|wish|would be|could be|may be added|to be (?:added|implemented|written)|(?:will|should|might|could|would|to|we|let's) (?:be )?(?:add(?:ed)?|introduc\\w+|implement(?:ed)?|provid\\w+|expos\\w+|writ\\w+|creat\\w+)|once we\\b|if we\\b|if it exist\\w*|if present|if available|if defined)",
  ].join("|"),
  "i",
);

/** Marks of tools and of people who shout. */
const ABSENT_IN_CAPITALS = /\b(?:NOT|NO|OLD|WAS|BEFORE|REMOVED|FAILS|BUG)\b|[❌✗✘⛔🚫]|→|⇒|(?:^|\s)(?:->|=>|vs\.?)\s/u;
