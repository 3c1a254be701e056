// Tracking codes of reports sent from this device, so that nobody has to write them down.
const KEY = "phangut-report.mine";
const MOST = 30;

export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

export function remember(entry) {
  keep([entry, ...remembered().filter(({ code }) => code !== entry.code)].slice(0, MOST));
}

export function forget(code) {
  keep(remembered().filter((entry) => entry.code !== code));
}

function keep(entries) {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // The list is a convenience; the code itself is on the page.
  }
}
