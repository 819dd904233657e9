"""How a copy looks: style for a screen of any width and for A4, black on white, with the fonts that are there."""

STYLE = """\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { max-width: 42rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; background: #fff; color: #1a1a1a;
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, dl, dd, blockquote { margin: 0; padding: 0; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { font-size: 2rem; }
h2 { margin-top: 2rem; font-size: 1.35rem; }
h3 { margin-top: 1.4rem; font-size: 1.1rem; }
h4 { margin-top: .9rem; font-size: 1.0625rem; }
.when { color: #4a4a4a; }
p, li, dt, dd { white-space: pre-wrap; }
p, ul, dl, blockquote { margin-top: .4rem; }
li { margin-inline-start: 1.15rem; }
ul.side > li { display: inline; margin: 0; }
ul.side > li:not(:last-child)::after { content: "  \\00b7  "; color: #4a4a4a; }
dl > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); column-gap: 1rem; margin-top: .25rem; }
dt { color: #4a4a4a; }
dd > ul { margin-top: 0; }
blockquote { padding-left: .8rem; border-left: .2rem solid #767676; }
section, .thing { break-inside: avoid; }
.profile, .page, .words, .words > section { break-inside: auto; }
.page { margin-top: 2.5rem; padding-top: .5rem; border-top: .15rem solid #1a1a1a; }
.page > h2 { margin-top: 1rem; font-size: 1.75rem; }
.page > p.hope { margin-top: .8rem; font-size: 1.2rem; }
.promise { margin-top: 1.6rem; padding: .9rem 1rem; border: .12rem solid #1a1a1a; border-radius: .3rem; }
.promise > h3 { margin-top: 0; }
.words > section { margin-top: 1.5rem; }
@media (max-width: 30rem) {
  h1 { font-size: 1.6rem; }
  dl > div { grid-template-columns: minmax(0, 1fr); margin-top: .5rem; }
  dd { padding-left: .8rem; }
}
@page { size: A4; margin: 12mm 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; color: #000; }
  .when, dt, ul.side > li:not(:last-child)::after { color: #000; }
  dl > div { grid-template-columns: 8em minmax(0, 1fr); }
  h1 { font-size: 20pt; }
  h2 { font-size: 14pt; }
  h3, h4 { font-size: 1.05em; }
  .page { break-before: page; break-after: page; margin: 0; padding: 0; border: 0; font-size: 14pt; line-height: 1.4; }
  .page > h2 { margin-top: 0; font-size: 1.5em; }
  .page h3 { margin-top: .8em; }
  .page h4 { margin-top: .5em; font-size: 1em; }
  .page p, .page ul, .page dl, .page dl > div { margin-top: .15em; }
  .page p.hope { margin-top: .4em; font-size: 1.15em; }
  .promise { margin-top: 1em; padding: .6em .8em; }
  .page .promise > h3 { margin-top: 0; }
  .page.full { font-size: 12pt; line-height: 1.35; }
  .page.fuller { font-size: 10.5pt; line-height: 1.25; }
  .page.fullest { font-size: 9.5pt; line-height: 1.2; }
}
"""
