// What waits, is being sent or was sent, on the page.
import { make } from "../../../geo/web/frame/dom.js";

const CLASSES = { waiting: "outbox-item--waiting", sending: "outbox-item--waiting", refused: "outbox-item--refused", sent: "" };

export function outboxView(section, words, { retry, correct, drop }) {
  const shown = new Map();

  function show(item) {
    if (item.state === "gone") return leave(item);
    const box = make("div", { class: `outbox-item ${CLASSES[item.state]}`, "data-outbox-item": item.state }, ...content(item));
    shown.get(item.id)?.replaceWith(box);
    if (!shown.has(item.id)) section.append(box);
    shown.set(item.id, box);
    section.hidden = false;
  }

  function leave({ id }) {
    shown.get(id)?.remove();
    shown.delete(id);
    section.hidden = shown.size === 0;
  }

  function content(item) {
    if (item.state === "sent") return sent(item);
    const title = make("p", {}, make("strong", {}, item.subject), ` · ${item.body.description.slice(0, 60)}`);
    if (item.state === "sending") return [title, make("p", {}, words.sending)];
    if (item.state === "refused") {
      const said = make("p", {}, words.refused.replace("{problem}", item.problem));
      return [title, said, make("p", { class: "row" }, button(words.correct, () => correct(item)), button(words.discard, () => drop(item)))];
    }
    return [make("p", {}, make("strong", {}, item.away ? words.away : words.waiting)), title, make("p", { class: "muted" }, words.waitingHelp), button(words.try, () => retry(item))];
  }

  function sent({ code, subject, lost }) {
    const link = make("a", { class: "button button--primary", href: `/report/${code}/` }, words.follow);
    const left = lost ? make("p", {}, words.photoLost) : null;
    return [make("p", {}, `${words.sent} · ${subject}`), make("p", { class: "report-code tabular", "data-sent-code": true }, code), left, make("p", {}, link)].filter(Boolean);
  }

  return { show, leave };
}

function button(label, onclick) {
  return make("button", { type: "button", class: "button", onclick }, label);
}
