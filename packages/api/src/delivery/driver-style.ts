/** The style of the driver's page: one hand, bright sun, large targets. */
export const driverStyle = `:root{color-scheme:light dark;--ink:#1d1b18;--paper:#fff;--line:#d8d3ca;--muted:#625c53;--accent:#b3400f;--leaf:#0a5c36;--amber:#7a4b00;--red:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#f1eee9;--paper:#171512;--line:#45403a;--muted:#b5aea3;--accent:#ff9a6b;--leaf:#7fd1a4;--amber:#f0c069;--red:#ff9b92}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:40rem;padding:12px 12px calc(24px + env(safe-area-inset-bottom));font:16px/1.45 system-ui,"PingFang SC","Noto Sans SC","Noto Sans CJK SC",sans-serif;color:var(--ink);background:var(--paper);font-variant-numeric:tabular-nums}
header{display:flex;justify-content:space-between;gap:12px;align-items:flex-start}
h1{font-size:20px;margin:0}
h2{font-size:16px;margin:0;display:flex;gap:8px;align-items:center}
p{margin:4px 0}
.quiet,small{color:var(--muted);font-size:14px}
.count b{font-size:28px}
ol,ul{list-style:none;padding:0;margin:12px 0}
.stop{border:1px solid var(--line);border-radius:10px;padding:12px;margin:0 0 12px}
.stop.next{border:2px solid var(--accent)}
.stop.over{opacity:.8}
.stop h2{font-size:20px}
.number{flex:none;min-width:32px;height:32px;border-radius:10px;background:var(--ink);color:var(--paper);display:inline-grid;place-items:center;font-size:16px}
.next .number{background:var(--accent)}
.goods{border-top:1px solid var(--line);margin:8px 0}
.goods li{display:flex;gap:8px;justify-content:space-between;align-items:baseline;border-bottom:1px solid var(--line);padding:6px 0}
.goods b{margin-inline-start:auto;font-size:20px;font-weight:600;white-space:nowrap}
.row{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0;align-items:center}
button,.button{font:inherit;min-height:44px;padding:8px 14px;border-radius:10px;border:1px solid var(--line);background:none;color:inherit;cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
button.main{background:var(--accent);border-color:var(--accent);color:var(--paper);font-weight:600;flex:1;justify-content:center}
button:focus-visible,.button:focus-visible,input:focus-visible,.button:focus-within{outline:3px solid var(--accent);outline-offset:2px}
.form{border-top:1px solid var(--line);margin-top:8px;padding-top:8px;display:grid;gap:8px}
fieldset{border:1px solid var(--line);border-radius:10px;margin:0;padding:8px 12px;display:grid;grid-template-columns:1fr 1fr;gap:8px;min-width:0}
legend{font-weight:600;padding:0 4px}
label{display:block;font-size:14px;min-width:0}
.wide{grid-column:1/-1}
input{font:inherit;font-size:16px;width:100%;min-height:44px;padding:8px;border:1px solid var(--line);border-radius:10px;background:var(--paper);color:inherit}
.check{display:flex;gap:8px;align-items:center;min-height:44px}
.check input{width:24px;min-height:24px;margin:0}
label.button{position:relative;font-size:16px}
label.button input{position:absolute;inset:0;opacity:0}
.sign{display:block;width:100%;aspect-ratio:300/120;border:1px dashed var(--muted);border-radius:10px;touch-action:none;background:#fff;margin:4px 0}
.sign path{fill:none;stroke:#111;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.sticky{position:sticky;bottom:0;background:var(--paper);padding:8px 0 calc(8px + env(safe-area-inset-bottom));margin:0}
.sticky .problem{flex:1 0 100%}
.problem{color:var(--red);border-inline-start:4px solid var(--red);padding:4px 8px}
.soon{color:var(--amber);border-inline-start:4px solid var(--amber);padding:4px 8px;margin:8px 0}
.done{color:var(--leaf);border-inline-start:4px solid var(--leaf);padding:4px 8px;font-weight:600}
.time{font-weight:600}
[hidden]{display:none}
.pictures{display:flex;flex-wrap:wrap;gap:.5rem;margin:.25rem 0}.pictures img{width:6rem;height:6rem;object-fit:cover;border-radius:.5rem}
`;
