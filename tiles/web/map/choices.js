// What is chosen of each layer's filters, each value as the address writes it: "layer.filter:value".
const ENTRY = /^(\w+)\.(\w+):([^]*)$/;
// Set by drawing on the map, not picked from a list.
const DRAWN = ["bbox", "near", "inside"];

const escaped = (value) => String(value).replace(/[%,]/g, encodeURIComponent);

export const entry = (layer, filter, value) => `${layer}.${filter}:${escaped(value)}`;

// {layer, filter, value}; null for text that is no entry.
export function parsed(text) {
  const [, layer, filter, value] = ENTRY.exec(text) ?? [];
  if (!layer) return null;
  try {
    return { layer, filter, value: decodeURIComponent(value) };
  } catch {
    return { layer, filter, value };
  }
}

export const valuesOf = (only, layer, filter) => entries(only).filter((one) => one.layer === layer && one.filter === filter).map(({ value }) => value);

export function setValues(only, layer, filter, values) {
  for (const text of [...only]) if (text.startsWith(`${layer}.${filter}:`)) only.delete(text);
  for (const value of values) only.add(entry(layer, filter, value));
}

// [{layer, filter, values}] in the order in which they were chosen.
export function grouped(only) {
  const found = new Map();
  for (const { layer, filter, value } of entries(only)) {
    const key = `${layer}.${filter}`;
    if (!found.has(key)) found.set(key, { layer, filter, values: [] });
    found.get(key).values.push(value);
  }
  return [...found.values()];
}

const entries = (only) => [...only].map(parsed).filter(Boolean);

// The filters of a layer that are picked from lists or typed; those by which it counts where it names none.
export function filtersOf(layer) {
  const told = layer.filters ?? layer.count_by.map((name) => ({ name, title: layer.vector_layers[0].fields[name] ?? name, type: "choice", options: null }));
  return told.filter(({ name }) => !DRAWN.includes(name));
}

export const filterOf = (layer, name) => filtersOf(layer).find((filter) => filter.name === name);
