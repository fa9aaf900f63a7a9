/** The style of the supplier's page: readable on a phone in a market, and when printed. */
export const supplierStyle = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:46rem;padding:1rem}
h1{font-size:1.25rem;margin:0 0 .25rem}
.quiet{opacity:.75;margin:.25rem 0}
.bar{display:flex;justify-content:space-between;gap:1rem;align-items:baseline}
ul{list-style:none;padding:0;margin:1rem 0}
li.line{border:1px solid currentColor;border-radius:.5rem;padding:.75rem;margin:0 0 .75rem}
li.line b{display:block}
fieldset{border:0;padding:0;margin:.5rem 0 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.5rem}
label{display:block;font-size:.875rem}
input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;min-height:2.75rem}
button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border-radius:.5rem;border:1px solid currentColor;background:none;color:inherit;cursor:pointer}
button.main{background:#0a5c36;border-color:#0a5c36;color:#fff}
button:focus-visible,input:focus-visible{outline:3px solid #1a73e8;outline-offset:2px}
input[type=file]{border:1px dashed currentColor;border-radius:.5rem}
.pictures{display:flex;flex-wrap:wrap;gap:.5rem;margin:.25rem 0}
.pictures img{width:7rem;height:7rem;object-fit:cover;border-radius:.5rem;border:1px solid currentColor}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0}
.problem{border-left:4px solid #b3261e;padding:.5rem .75rem}
.done{border-left:4px solid #0a5c36;padding:.5rem .75rem}
@media print{button,input,label,.actions{display:none}body{color:#000;background:#fff}}
`;
