/** The style sheets of the HTML reports: light and dark, screen and paper. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --sheet: #f6f7f9; --line: #dde1e6; --ink: #1d2229; --quiet: #5c6670; --link: #0b5cad;
  --error: #b3261e; --warning: #8a5a00; --info: #0b5cad; --good: #1b6e3c; --problem: #7a3e9d;
  --gone: #fbe5e3; --new: #e2f3e7; --good-2: #4f9a6c; --good-3: #8cc4a2; --other-5: #00707a; --other-6: #a3386d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #14171b; --sheet: #1c2127; --line: #323a43; --ink: #e4e8ec; --quiet: #98a3ae; --link: #7ab7f5;
    --error: #ff8a80; --warning: #f0b95a; --info: #7ab7f5; --good: #7fd39b; --problem: #cf9ff0;
    --gone: #43211f; --new: #1c3a28; --good-2: #4f9a6c; --good-3: #2f6b47; --other-5: #4fc3cf; --other-6: #f48fb1;
  }
}`;

export const STYLE = `${COLOURS}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 4rem; background: var(--back); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
h1 { margin: 0; font-size: 1.5rem; letter-spacing: -0.01em; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.2rem; }
h3 { margin: 2rem 0 0.5rem; font: 600 0.95rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
p { margin: 0.35rem 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre { font: 0.86rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { padding: 0.08em 0.3em; border-radius: 4px; background: var(--sheet); overflow-wrap: anywhere; }
pre { margin: 0.5rem 0; padding: 0.6rem 0.8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--sheet); overflow-x: auto; }
.quiet, .gutter, footer { color: var(--quiet); font-weight: normal; }
.lead { font-size: 1.05rem; }
.numbers { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 1rem 0; padding: 0; list-style: none; }
.numbers li { padding: 0.45rem 0.8rem; border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); font-size: 0.85rem; }
.numbers b { display: block; font-size: 1.3rem; line-height: 1.2; }
.numbers .none { color: var(--quiet); }
.numbers .error b { color: var(--error); }
.numbers .warning b { color: var(--warning); }
.numbers .info b { color: var(--info); }
.numbers .fix b { color: var(--good); }
summary { cursor: pointer; }
.overview { display: grid; gap: 0.5rem 2rem; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); margin-top: 1.5rem; }
.overview summary { font-weight: 600; }
.scroll { overflow: auto; max-height: 26rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.88rem; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
th:first-child, td:first-child, .texts th, .texts td { text-align: left; overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--back); color: var(--quiet); font-weight: 500; }
.filter { display: flex; gap: 1rem; margin: 0; padding: 0; border: 0; font-size: 0.9rem; }
.filter legend { float: left; margin-right: 1rem; padding: 0; color: var(--quiet); }
.finding { margin: 0.75rem 0; padding: 0.6rem 0.9rem; border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 6px; }
.error { --accent: var(--error); } .warning { --accent: var(--warning); } .info { --accent: var(--info); } .problem { --accent: var(--problem); }
.what { margin: 0; font-size: 0.88rem; }
.severity { margin-right: 0.4rem; color: var(--accent); font-weight: 700; }
.message, .message code { font-weight: 600; overflow-wrap: anywhere; }
.package { padding: 0.1em 0.5em; border: 1px solid var(--line); border-radius: 999px; font-size: 0.8rem; }
.note { padding-left: 3rem; text-indent: -3rem; overflow-wrap: anywhere; }
.note b { display: inline-block; width: 3rem; color: var(--quiet); text-indent: 0; }
.note .help { color: var(--good); }
.mark, .label { color: var(--accent); }
.changes { margin-top: 0.4rem; }
.diff del, .diff ins { display: inline-block; min-width: 100%; text-decoration: none; }
.diff del { background: var(--gone); }
.diff ins { background: var(--new); }
.chart { margin: 1.5rem 0; overflow-x: auto; }
.chart svg { display: block; min-width: 44rem; width: 100%; height: auto; }
.turns { padding-left: 1.5rem; overflow-wrap: anywhere; }
.rule { margin: 0.4rem 0; }
.page { max-height: 30rem; white-space: pre-wrap; }
footer { margin-top: 3rem; font-size: 0.85rem; }
body:has(#show-error:checked) :is(.finding:not(.error, .problem), .file:not(:has(.error))),
body:has(#show-warning:checked) :is(.finding:not(.warning, .problem), .file:not(:has(.warning))),
body:has(#show-info:checked) :is(.finding:not(.info, .problem), .file:not(:has(.info))) { display: none; }
@media print { .filter { display: none; } .scroll, .page { max-height: none; } body { max-width: none; } }
`;
