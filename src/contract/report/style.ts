/** The looks of the web page. */
export const style = `
:root{color-scheme:light dark;--bg:#f7f7f5;--fg:#1d1f24;--dim:#6a6f7a;--line:#dcdcd8;--card:#fff;--good:#2f8f5b;--bad:#c8372d;--warn:#b7791f;--skip:#cfd2d6;--code:#f1f1ee}
@media (prefers-color-scheme:dark){:root{--bg:#16181c;--fg:#e6e7ea;--dim:#989daa;--line:#2c3038;--card:#1e2127;--good:#4cb981;--bad:#ef6a5f;--warn:#dda84a;--skip:#3a3f48;--code:#14161a}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{max-width:1180px;margin:0 auto;padding:40px 24px 80px}
header{margin-bottom:24px}
.eyebrow{margin:0;color:var(--dim);font-size:13px;letter-spacing:.04em}
h1{margin:2px 0 4px;font-size:28px;line-height:1.2;font-weight:650;overflow-wrap:anywhere}
h2{margin:48px 0 8px;font-size:20px;font-weight:650}
h2 small,h3 small,h4 small{color:var(--dim);font-weight:400;font-size:.8em}
h3{margin:0 0 12px;font-size:16px;font-weight:600;overflow-wrap:anywhere}
h4{margin:16px 0 6px;font-size:13px;font-weight:600;color:var(--dim)}
.meta,.lead{color:var(--dim);margin:0}
.lead{margin-bottom:16px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:8px;overflow:hidden}
.tile{background:var(--card);padding:14px 16px}
.tile b{display:block;font-size:26px;font-weight:650;font-variant-numeric:tabular-nums}
.tile span{color:var(--dim);font-size:13px}
.tile.good b{color:var(--good)}.tile.bad b{color:var(--bad)}.tile.warn b{color:var(--warn)}
.ended{border-left:4px solid var(--warn);padding:8px 14px;background:var(--card)}
.finding{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--dim);border-radius:6px;padding:16px 20px;margin:0 0 16px}
.finding.critical,.finding.major{border-left-color:var(--bad)}.finding.minor{border-left-color:var(--warn)}
.finding:target{outline:2px solid var(--warn)}
.rank{display:inline-block;font-size:12px;font-weight:600;padding:1px 8px;border-radius:10px;background:var(--code);margin-right:4px}
.critical .rank{background:var(--bad);color:#fff}
.major .rank{color:var(--bad)}.minor .rank{color:var(--warn)}
.rank-name{color:var(--dim);font-size:13px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:0}
dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
.seen{font-weight:600}
.evidence{font-size:12px;padding:0 7px;border-radius:9px;border:1px solid var(--line);color:var(--dim);white-space:nowrap}
.evidence.assumed{border-color:var(--warn);color:var(--warn)}
pre{margin:0;padding:12px 14px;background:var(--code);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere;font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;max-height:320px;overflow:auto}
code{font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
details summary{cursor:pointer;padding:4px 0}
.others{margin:-8px 0 16px;padding-left:20px}.others>summary{color:var(--dim);font-size:14px}.others .finding{margin-top:12px}
.again{margin:14px 0 0;color:var(--dim);font-size:13px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
thead th{position:sticky;top:0;background:var(--bg);z-index:1}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--dim);font-size:13px;font-weight:600}
tbody th[scope=row]{min-width:270px;max-width:380px;overflow-wrap:anywhere}
td{min-width:140px}
.method{display:inline-block;min-width:52px;font-size:11.5px;font-weight:600;color:var(--dim)}
.path{color:var(--dim);font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.tally{display:block;font-size:13px;font-variant-numeric:tabular-nums;color:var(--dim);margin-bottom:4px}
.tally.bad{color:var(--bad);font-weight:600}
.squares{display:flex;flex-wrap:wrap;gap:3px;max-width:230px}
.sq{display:inline-block;width:11px;height:11px;border-radius:2px;background:var(--skip)}
.sq.passed{background:var(--good)}.sq.violated{background:var(--bad)}.sq.undecided{background:var(--warn)}.sq.noted{background:var(--good);box-shadow:0 0 0 2px var(--warn)}
.units{color:var(--dim);font-size:12.5px;columns:2 360px;margin:4px 0 12px 18px;overflow-wrap:anywhere}
.glossary th{white-space:nowrap;font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.copied{position:relative}
.copy{display:none;position:absolute;top:6px;right:6px;font:12px system-ui,sans-serif;padding:1px 8px;border:1px solid var(--line);border-radius:5px;background:var(--card);color:var(--dim);cursor:pointer}
.scripted .copy{display:block}
.again{display:flex;gap:8px}.again .copied{flex:1;min-width:0;padding-right:60px}.again .copy,header .copy{top:-2px}
.command{display:block;margin-top:6px;padding-right:60px;color:var(--dim)}
mark{background:color-mix(in srgb,var(--warn) 35%,transparent);color:inherit}
.anchor{color:inherit;text-decoration:none}.anchor:hover{text-decoration:underline}
.filter{display:none;position:sticky;top:0;z-index:2;gap:8px 16px;flex-wrap:wrap;align-items:center;padding:10px 0;background:var(--bg)}
.scripted .filter{display:flex}.filter input[type=search]{flex:1 1 240px;min-width:0;padding:6px 10px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px}
.ranks,#left{color:var(--dim);font-size:13px}
[hidden]{display:none!important}
@media (max-width:700px){main{padding:24px 14px}dl{grid-template-columns:1fr}.units{columns:1}.ranks label{display:inline-block}
.scroll{overflow:visible}.scroll thead{display:none}.scroll tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}.scroll th[scope=row],.scroll td{display:block;min-width:0;max-width:none;padding:2px 0;border:0}
.glossary tr,.glossary th,.glossary td{display:block;min-width:0;padding:2px 0;border:0;white-space:normal;overflow-wrap:anywhere}.glossary tr{padding:8px 0;border-bottom:1px solid var(--line)}}
@media print{body{background:#fff}.finding{break-inside:avoid}pre{max-height:none}.scroll{overflow:visible}}
`;
