// A layer's TileJSON as the server gives it now: with the values of its filters, which the page itself leaves out.
import { layerNamed } from "./page.js";

const known = new Map();

export function described(name) {
  if (!known.has(name)) known.set(name, load(name));
  return known.get(name);
}

async function load(name) {
  try {
    const response = await fetch(`/tiles/${name}.json`);
    if (!response.ok) throw new Error(`the layer's description answered ${response.status}`);
    return await response.json();
  } catch (error) {
    known.delete(name);
    throw error;
  }
}

// What a refusal says to a person, who need not know the parameter's name in front of it.
export const ruleOf = ({ detail, title, field }) => (detail ?? title ?? "").replace(`${field}: `, "");

const titles = new Map();

// [[value, title]] of one filter: from the signs where they name all there is, else as the server describes it.
export async function optionsOf(layer, filter) {
  const told = (await described(layer.name)).filters?.find(({ name }) => name === filter.name)?.options;
  return (told ?? signed(layer, filter)).map(([value, title]) => [String(value), title]);
}

const signed = (layer, filter) => layer.signs.filter((sign) => sign.field === filter.name).map((sign) => [sign.value, sign.title]);

// The words for a value if they are known already; what was typed otherwise.
export function titleOf(layerName, filterName, value) {
  const sign = layerNamed(layerName)?.signs.find((one) => one.field === filterName && one.value === value);
  return sign?.title ?? titles.get(`${layerName}.${filterName}:${value}`) ?? value;
}

export const remember = (layerName, filterName, value, title) => titles.set(`${layerName}.${filterName}:${value}`, title);

const learned = new Set();

// True if words were learned now; a value that no list holds is not asked for again.
export async function learn(layer, filter, values) {
  const name = `${layer.name}.${filter.name}`;
  if (learned.has(name) || values.every((value) => titleOf(layer.name, filter.name, value) !== value)) return false;
  for (const [value, title] of await optionsOf(layer, filter)) remember(layer.name, filter.name, value, title);
  learned.add(name);
  return true;
}
