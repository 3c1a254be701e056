// What this device keeps of reports that are not sent yet, pictures included: IndexedDB, and where a browser refuses
// that (private windows), the words alone in localStorage.
const NAME = "phangut-report";
const STORES = ["draft", "outbox"];
let opened = null;

function open() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name, { keyPath: "id" }));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("blocked"));
  });
  return opened;
}

async function run(store, mode, ask) {
  const db = await open();
  return new Promise((done, failed) => {
    const transaction = db.transaction(store, mode);
    const request = ask(transaction.objectStore(store));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
  });
}

const plainKey = (store) => `${NAME}.${store}`;

function readPlain(store) {
  try {
    return JSON.parse(localStorage.getItem(plainKey(store)) ?? "[]");
  } catch {
    return [];
  }
}

function writePlain(store, items) {
  try {
    localStorage.setItem(plainKey(store), JSON.stringify(items));
  } catch {
    // A browser that keeps nothing at all: the form still works while it is open.
  }
}

// Everything in a store, in the order it was made.
export async function all(store) {
  try {
    return (await run(store, "readonly", (one) => one.getAll())).sort((a, b) => a.at - b.at);
  } catch {
    return readPlain(store);
  }
}

export async function put(store, item) {
  try {
    await run(store, "readwrite", (one) => one.put(item));
  } catch {
    const { photos, ...words } = item;
    writePlain(store, [...readPlain(store).filter(({ id }) => id !== item.id), { ...words, photos: [] }]);
  }
}

export async function remove(store, id) {
  writePlain(store, readPlain(store).filter((item) => item.id !== id));
  try {
    await run(store, "readwrite", (one) => one.delete(id));
  } catch {
    // Nothing was kept there.
  }
}

// 32 hexadecimal digits; crypto.randomUUID is missing where a page is not served over TLS.
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
