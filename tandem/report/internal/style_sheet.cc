#include "tandem/report/internal/page.h"

/// The look of the page. Colours are variables, dark ones for dark screens; print is always light.
/// Track and line colours keep 3:1 against both backgrounds, words 4.5:1.
namespace tandem::report {
namespace {

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#535b65;--paper:#fff;--band:#f3f1ec;
--rule:#d9d6cf;--strong:#8b8778;--link:#1f4e79;--warn:#9a2a1a;--good:#1f5f3f;
--c0:#2f5d8a;--c1:#a6482b;--c2:#86660c;--c3:#6a4c93;--c4:#1f776a;--c5:#5f6670;
--worst:#f0b9a8;--bad:#f8dccf;--thin:#f6f0d8;--fair:#e3efe2;--fine:#c6e0cb}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--soft:#b0b3b8;--paper:#16181b;
--band:#202327;--rule:#3a3e44;--strong:#8d9098;--link:#9cc4ec;--warn:#ff9d87;--good:#8fd3ab;
--c0:#7fb0e0;--c1:#e8916f;--c2:#d6b34a;--c3:#b99be0;--c4:#5cc0ae;--c5:#a3abb6;
--worst:#6b2a1d;--bad:#4a251c;--thin:#3a3520;--fair:#213526;--fine:#234a31}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:62rem;padding:2rem 1.5rem 4rem;background:var(--paper);
color:var(--ink);font:1rem/1.5 Charter,"Bitstream Charter","Liberation Serif",Georgia,
"Noto Serif",serif;overflow-wrap:break-word}
h1,h2,h3,table,nav,header dl,dt,figcaption,.case,.verdict,svg text{
font-family:"Helvetica Neue","Liberation Sans",Arial,"Noto Sans",sans-serif}
h1{font-size:1.9rem;line-height:1.2;margin:.1rem 0 .6rem;text-wrap:balance}
h2{font-size:1.3rem;margin:3rem 0 .6rem;padding-top:.5rem;border-top:2px solid var(--ink)}
h3{font-size:1rem;margin:1.5rem 0 .3rem}
p{margin:.3rem 0 .7rem;max-width:44rem}
a{color:var(--link)}
header{background:var(--band);padding:1.4rem 1.6rem 1rem;border-left:6px solid var(--c0)}
.case{color:var(--soft);font-size:.85rem;margin:0}
.caution{font-style:italic;margin-bottom:.2rem}
header dl{display:flex;flex-wrap:wrap;gap:.3rem 1.8rem;margin:.8rem 0;font-size:.8rem}
header dt{color:var(--soft)}
header dd{margin:0;font-weight:600}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:1rem 0 0;
font-size:.85rem}
nav a{display:inline-block;padding:.25rem 0}
ul{margin:.3rem 0 .8rem;padding-left:1.2rem}
li{margin:.2rem 0;max-width:46rem}
.message{font-weight:600}
.note{color:var(--soft);font-size:.85rem;max-width:none}
table{border-collapse:collapse;width:100%;margin:.8rem 0 1.4rem;font-size:.8rem;line-height:1.35;
font-variant-numeric:tabular-nums lining-nums}
caption{text-align:left;font-weight:600;padding:0 0 .35rem;caption-side:top}
th,td{text-align:left;vertical-align:top;padding:.28rem .5rem .28rem 0;
border-bottom:1px solid var(--rule);font-weight:400}
thead th{font-weight:600;color:var(--soft);vertical-align:bottom;border-bottom:1px solid var(--strong)}
td:last-child,th:last-child{padding-right:0}
small{display:block;color:var(--soft);font-size:.92em}
.num{text-align:right}
.date{white-space:nowrap}
.num+:not(.num){padding-left:.9rem}
.group th,.group td{font-weight:700;padding-top:.8rem;border-bottom:1px solid var(--strong)}
.warn{color:var(--warn);font-weight:600}
.warn small{color:inherit}
.url{overflow-wrap:anywhere}
.timeline,.exchange,.principles,.assumptions,.alternatives,.breaches{table-layout:fixed}
.narrow{width:auto}
.narrow th,.narrow td{padding-right:1.6rem}
.phases.narrow{width:62%}
.phases td,.phases thead th+th{padding-left:.35rem;padding-right:.35rem}
.phases .name{white-space:nowrap}
.principles .more td:first-child{border-top-color:transparent}
.principles .first>*,.alternatives .first>*{border-top:1px solid var(--strong)}
.principles .name,.alternatives .name{font-weight:600}
.exchange td[rowspan]{border-bottom-color:var(--rule)}
.heat-worst{background:var(--worst);font-weight:700}
.heat-bad{background:var(--bad);font-weight:700}
.heat-thin{background:var(--thin)}
.heat-fair{background:var(--fair)}
.heat-good{background:var(--fine)}
.verdict{display:inline-block;border:1px solid var(--strong);border-radius:2px;padding:0 .35em;
white-space:nowrap;font-size:.95em}
.verdict.fails{border:2px solid var(--warn);color:var(--warn);font-weight:700}
.verdict.meets{border-color:var(--good);color:var(--good)}
.verdict.open{border-style:dashed;color:var(--soft);white-space:normal}
.chip{display:inline-block;width:.65em;height:.65em;margin-right:.4em}
.t0{fill:var(--c0);background:var(--c0)}.t1{fill:var(--c1);background:var(--c1)}
.t2{fill:var(--c2);background:var(--c2)}.t3{fill:var(--c3);background:var(--c3)}
.t4{fill:var(--c4);background:var(--c4)}.t5{fill:var(--c5);background:var(--c5)}
.timeline .plot{padding:0;vertical-align:middle;
background-image:repeating-linear-gradient(to right,var(--rule) 0 1px,transparent 1px calc(100%/var(--phases)))}
.timeline thead .plot,.timeline .group .plot{background-image:none}
.timeline tbody th.name{padding-right:.8rem}
svg{display:block;max-width:100%}
.bars{overflow:visible}
svg text{fill:var(--ink);font-size:9.5px}
svg .date,svg .axis,svg .share{fill:var(--soft);font-size:9px}
svg .phase{font-weight:600;fill:var(--ink)}
svg .flag{fill:var(--ink);stroke:var(--ink)}
.chart{width:100%;height:auto}
svg .end{text-anchor:end}.mid{text-anchor:middle}
.halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px}
.rule{stroke:var(--rule);stroke-width:.7}.zero{stroke:var(--ink);stroke-width:.9}
.level{stroke:var(--warn);stroke-width:1;stroke-dasharray:4 3}
.line{fill:none;stroke-width:1.8;stroke-linejoin:round}
.leader{fill:none;stroke-width:.8}
.mark{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}
.s0{stroke:var(--c0)}.s1{stroke:var(--c1);stroke-dasharray:6 2}.s2{stroke:var(--c2);stroke-dasharray:2 2}
.s3{stroke:var(--c3);stroke-dasharray:8 2 2 2}.s4{stroke:var(--c4);stroke-dasharray:10 3}
.s5{stroke:var(--c5);stroke-dasharray:4 1 1 1}
figure{margin:0}
figcaption{font-size:.8rem;font-weight:600;margin-bottom:.1rem}
.panels{display:grid;gap:1rem 1.4rem;margin:.6rem 0 1rem}
.two{grid-template-columns:repeat(2,1fr)}.three{grid-template-columns:repeat(3,1fr)}
.wide{margin:.4rem 0 1rem}
dl+*{clear:both}
main dt{font-weight:600;font-size:.85rem}
main dd{margin:0 0 .5rem;max-width:46rem}
@media screen and (max-width:44rem){.two,.three{grid-template-columns:1fr}
section{overflow-x:auto}.timeline,.exchange,.principles,.alternatives{min-width:42rem}}
@page{size:A4;margin:18mm 15mm 16mm;font:8pt "Liberation Sans",Arial,sans-serif;color:#535b65}
@media print{html{color-scheme:light;font-size:9pt}
body{max-width:none;padding:0;line-height:1.4;print-color-adjust:exact;
-webkit-print-color-adjust:exact}
header{padding:.8rem 1.2rem .4rem}h2{margin-top:5mm}h3{margin-top:3mm}
nav{display:none}
h2,h3,caption,.message,.intro,figcaption{break-after:avoid}
tr,figure,li,.panel,.message{break-inside:avoid}
.group,thead,caption{break-after:avoid}
tbody tr:first-child{break-before:avoid}
thead{display:table-header-group}
p,li{orphans:3;widows:3;max-width:none}
#timeline,#security,.fresh{break-before:page}
#summary{line-height:1.33;font-size:.95rem}
a{color:inherit;text-decoration:none}}
)css";

}  // namespace

std::string_view style_sheet() { return kStyle; }

}  // namespace tandem::report
