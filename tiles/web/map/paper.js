// Whether the page is a sheet to be printed (?print=a4-landscape). Known before anything is drawn: paper is always light,
// and a printer has three times a screen's dots.
export const PAPERS = ["a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait"];

const asked = new URLSearchParams(location.search).get("print");

export const paper = PAPERS.includes(asked) ? asked : asked === null ? null : PAPERS[0];

if (paper) document.documentElement.classList.add("paper");
