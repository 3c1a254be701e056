// The parts of the page that stand on their own: each is given the map's app, and finds its place in the template.
//
// app: {map, symbols, view, panel, detail, list, apply(), remember({step})}. apply() asks for tiles anew after what a part
// contributes to the question (asking.js) has changed, and writes the address.
import { time } from "./time.js";
import { groundPart } from "./groundpart.js";
import { takeaway } from "./takeaway.js";
import { offline } from "./offline.js";
import { tools } from "./tools.js";

export const parts = [time, groundPart, tools, takeaway, offline];
