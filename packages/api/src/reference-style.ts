/** The look of the reference page. */
export const referenceStyle = `
:root { color-scheme: light dark; --ink: #1d2521; --quiet: #5d6b64; --line: #dde4e0; --ground: #fbfcfb; --raised: #fff; --accent: #1f7a4d; --code: #f1f5f3;
  --get: #1f7a4d; --post: #9a5b00; --put: #3d5aa8; --patch: #7a3d94; --delete: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4ebe7; --quiet: #9aaaa2; --line: #2c3732; --ground: #121714; --raised: #1a211d; --accent: #6cc79a; --code: #202924;
  --get: #6cc79a; --post: #e0a95a; --put: #93abf0; --patch: #c99ae0; --delete: #f08a80; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink); background: var(--ground); }
.layout { display: grid; grid-template-columns: 17rem minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem; border-inline-end: 1px solid var(--line); }
nav a { display: block; padding: .2rem .6rem; border-radius: .4rem; color: var(--quiet); text-decoration: none; }
nav a:hover, nav a:focus-visible { background: var(--code); color: var(--ink); }
main { padding: 2rem clamp(1rem, 4vw, 3rem) 6rem; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 .5rem; } h2 { margin: 3rem 0 1rem; font-size: 1.35rem; } h3 { margin: 1.4rem 0 .4rem; font-size: 1rem; }
p { max-width: 46rem; } a { color: var(--accent); } .quiet { color: var(--quiet); }
input, select, textarea, button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: .45rem; padding: .4rem .6rem; }
input:focus-visible, textarea:focus-visible, button:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
nav input, .credential input { width: 100%; } .credential { display: grid; gap: .3rem; max-width: 40rem; margin: 1.2rem 0; padding: 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: .7rem; }
button { cursor: pointer; } button.send { background: var(--accent); border-color: var(--accent); color: var(--ground); font-weight: 600; }
details.operation { margin: .5rem 0; background: var(--raised); border: 1px solid var(--line); border-radius: .7rem; }
details.operation > summary { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: baseline; padding: .6rem .9rem; cursor: pointer; list-style: none; }
details.operation > summary::-webkit-details-marker { display: none; }
details.operation > div { padding: 0 .9rem 1rem; border-top: 1px solid var(--line); }
.method { font: 600 .8rem/1 ui-monospace, monospace; text-transform: uppercase; min-width: 4.2rem; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .patch { color: var(--patch); } .delete { color: var(--delete); }
code, pre, textarea { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .86rem; }
.path { overflow-wrap: anywhere; } .who { margin-inline-start: auto; font-size: .8rem; color: var(--quiet); }
pre { background: var(--code); padding: .8rem; border-radius: .5rem; overflow: auto; max-height: 28rem; margin: .4rem 0; }
ul.fields { list-style: none; margin: 0; padding: 0; } ul.fields ul.fields { margin-inline-start: 1rem; padding-inline-start: .8rem; border-inline-start: 1px solid var(--line); }
ul.fields li { padding: .2rem 0; } .kind { color: var(--quiet); font-size: .85rem; } .must { color: var(--post); font-size: .85rem; }
.try label { display: grid; gap: .2rem; margin: .5rem 0; max-width: 40rem; } .try textarea { width: 100%; min-height: 10rem; }
.answer[data-good="true"] strong { color: var(--get); } .answer[data-good="false"] strong { color: var(--delete); }
.bar { display: flex; gap: .6rem; align-items: center; flex-wrap: wrap; } [hidden] { display: none !important; }
@media (max-width: 56rem) { .layout { grid-template-columns: minmax(0, 1fr); } nav { position: static; height: auto; border: 0; border-bottom: 1px solid var(--line); }
  nav .tags { display: flex; flex-wrap: wrap; } .who { margin-inline-start: 0; } }
`;
