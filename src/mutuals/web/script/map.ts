// The large map: drawn by WebGL where there is WebGL; the server's picture otherwise.
import Graph from "graphology";
import Sigma from "sigma";
import { createNodeImageProgram } from "@sigma/node-image";
import { get, make } from "./ask";
import { WHEN } from "./slide";

interface Node { person_id: string; name: string; glyph: string; stage: string; circle: string; x: number; y: number; is_named: boolean; across: number; down: number; anchor: string }
interface Link { source: string; target: string; width: number }
interface Hull { title: string; x: number; y: number; rx: number; ry: number; hue: number }
interface Hulls { width: number; height: number; nodes: Node[]; links: Link[]; hulls: Hull[] }

// Below this width the names of the still picture, drawn for it, read better.
const ROOM = 440;
// How long the marks' textures may take; they load in their own time.
const TEXTURES = 500;
const ground = { surface: "", ink: "" };
const SIZE: Record<string, number> = { friend: 9, budding: 8, acquaintance: 8, avatar: 7, me: 11 };

export function mapping(): void {
  const place = document.querySelector<HTMLElement>("[data-map]");
  const still = place?.querySelector<HTMLElement>("[data-map-still]");
  if (!place || !still || still.clientWidth < ROOM || !webgl()) return;
  const address = new URL(window.location.href);
  address.searchParams.set("format", "json");
  void get(address.href).then((page) => {
    const map = (page as { map: { wide: Hulls } | null }).map;
    if (map) void draw(place, still, map.wide);
  });
}

function webgl(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

function colour(name: string): string {
  // Canvas and textures know no light-dark(); a probe in the page resolves it.
  const probe = make("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function picture(glyph: string, stage: string, opacity = 1): string {
  const ink = colour(stage === "me" ? "ink" : stage);
  const surface = colour("surface");
  const shapes: Record<string, string> = {
    avatar: `<circle cx="8" cy="8" r="5.6" fill="${surface}" stroke="${ink}" stroke-width="1.7" stroke-dasharray="2.2 2.2"/>`,
    acquaintance: `<circle cx="8" cy="8" r="5.6" fill="${surface}" stroke="${ink}" stroke-width="1.9"/>`,
    budding: `<circle cx="8" cy="8" r="5.6" fill="${surface}" stroke="${ink}" stroke-width="1.9"/><path d="M2.6 8a5.4 5.4 0 0 0 10.8 0z" fill="${ink}"/>`,
    friend: `<circle cx="8" cy="8" r="6.5" fill="${ink}"/>`,
    dormant: `<path d="M11.9 11.7A6.2 6.2 0 1 1 8.2 1.9a5 5 0 1 0 3.7 9.8z" fill="${ink}"/>`,
    me: `<circle cx="8" cy="8" r="7" fill="${ink}"/>`,
  };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 16 16" opacity="${opacity}">${shapes[glyph] ?? ""}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function graphOf(map: Hulls): Graph {
  const graph = new Graph();
  const clear = "rgba(0,0,0,0)";
  for (const one of map.nodes) {
    graph.addNode(one.person_id, {
      x: one.x, y: -one.y, size: SIZE[one.stage] ?? 8, label: one.name, color: clear,
      type: "image", image: picture(one.glyph, one.stage), faded: picture(one.glyph, one.stage, 0.2), forceLabel: one.is_named, across: one.across, down: one.down, anchor: one.anchor, heavy: one.stage === "friend" || one.glyph === "me",
    });
  }
  const thin = colour("line");
  const own = colour("personal-wash");
  for (const one of map.links) {
    if (graph.hasEdge(one.source, one.target) || !graph.hasNode(one.source) || !graph.hasNode(one.target)) continue;
    graph.addEdge(one.source, one.target, { size: one.width || 1, color: one.width ? own : thin, own: one.width > 0 });
  }
  return graph;
}

async function draw(place: HTMLElement, still: HTMLElement, map: Hulls): Promise<void> {
  ground.surface = colour("surface");
  ground.ink = colour("ink");
  const graph = graphOf(map);
  await loaded(graph);
  const live = make("div", "map-live");
  // The table beside it is the keyboard's and the screen reader's way in.
  live.setAttribute("aria-hidden", "true");
  live.style.height = `${Math.round(still.clientWidth * map.height / map.width)}px`;
  live.style.visibility = "hidden";
  place.prepend(live);
  const sigma = new Sigma(graph, live, {
    nodeProgramClasses: { image: createNodeImageProgram({ keepWithinCircle: false, size: { mode: "force", value: 256 }, debounceTimeout: 20 }) },
    defaultNodeType: "image",
    defaultDrawNodeLabel: named,
    defaultDrawNodeHover: named,
    labelDensity: 2,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: 12,
    zIndex: true,
    stagePadding: 0,
    minCameraRatio: 0.05,
    maxCameraRatio: 2,
  });
  sigma.setCustomBBox({ x: [0, map.width], y: [-map.height, 0] });
  hulls(sigma, map);
  window.setTimeout(() => {
    still.hidden = true;
    live.classList.add("shown");
    live.style.visibility = "";
  }, TEXTURES);
  choosing(sigma, graph);
}

// Each mark is a texture; the still picture stays until all can be drawn.
async function loaded(graph: Graph): Promise<void> {
  const addresses = new Set(graph.mapNodes((_, data) => [String(data["image"]), String(data["faded"])]).flat());
  await Promise.all([...addresses].map(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode().catch(() => undefined);
  }));
}

interface Named { x: number; y: number; size: number; label?: string | null; heavy?: boolean; across?: number; down?: number; anchor?: string }

// A name where the server found room for it, on a halo of the ground.
function named(pen: CanvasRenderingContext2D, data: Named): void {
  if (!data.label) return;
  const x = data.x + (data.across ?? 0);
  const y = data.y + (data.down || data.size + 13);
  pen.font = `${data.heavy ? 600 : 400} 13px ${getComputedStyle(document.body).fontFamily}`;
  pen.textAlign = data.anchor === "start" ? "left" : data.anchor === "end" ? "right" : "center";
  pen.lineWidth = 4;
  pen.lineJoin = "round";
  pen.strokeStyle = ground.surface;
  pen.strokeText(data.label, x, y);
  pen.fillStyle = ground.ink;
  pen.fillText(data.label, x, y);
}

function hulls(sigma: Sigma, map: Hulls): void {
  const canvas = sigma.createCanvas("hulls", { beforeLayer: "edges" });
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const tints = [1, 2, 3, 4, 5].map((hue) => colour(`circle-${hue}`));
  const words = colour("ink-2");
  sigma.on("afterRender", () => {
    const { width, height } = sigma.getDimensions();
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== width * ratio) { canvas.width = width * ratio; canvas.height = height * ratio; }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    for (const one of map.hulls) {
      const middle = sigma.graphToViewport({ x: one.x, y: -one.y });
      const edge = sigma.graphToViewport({ x: one.x + one.rx, y: -one.y - one.ry });
      pen.beginPath();
      pen.ellipse(middle.x, middle.y, Math.abs(edge.x - middle.x), Math.abs(edge.y - middle.y), 0, 0, 2 * Math.PI);
      const tint = tints[one.hue - 1] ?? words;
      pen.globalAlpha = 0.1; pen.fillStyle = tint; pen.fill();
      pen.globalAlpha = 0.55; pen.strokeStyle = tint; pen.lineWidth = 1.5; pen.stroke();
      pen.globalAlpha = 1; pen.fillStyle = words; pen.textAlign = "center";
      pen.font = `italic 15px ${getComputedStyle(document.documentElement).getPropertyValue("--voice")}`;
      pen.fillText(one.title, middle.x, middle.y - Math.abs(edge.y - middle.y) - 8);
    }
  });
  sigma.refresh();
}

// One selection for the map and the table: hover or focus in either lights both.
function choosing(sigma: Sigma, graph: Graph): void {
  let chosen = "";
  let away = new Set<string>();
  document.addEventListener(WHEN, (event) => {
    away = (event as CustomEvent<Set<string>>).detail;
    sigma.refresh({ skipIndexation: true });
  });
  const rows = new Map([...document.querySelectorAll<HTMLElement>("tr[data-person]")].map((row) => [row.dataset["person"] ?? "", row]));
  const act = colour("act");
  const choose = (person: string): void => {
    rows.get(chosen)?.removeAttribute("aria-selected");
    chosen = person;
    rows.get(chosen)?.setAttribute("aria-selected", "true");
    sigma.refresh({ skipIndexation: true });
  };
  sigma.setSetting("edgeReducer", (edge, data) => {
    if (away.size && graph.extremities(edge).some((one) => away.has(one))) return { ...data, hidden: true };
    if (!chosen || !graph.hasExtremity(edge, chosen)) return data;
    return { ...data, color: act, size: Math.max(2, Number(data["size"])), zIndex: 1 };
  });
  sigma.setSetting("nodeReducer", (node, data) => {
    if (node === chosen) return { ...data, forceLabel: true, highlighted: true, zIndex: 1 };
    return away.has(node) ? { ...data, image: String(data["faded"]), label: "" } : data;
  });
  sigma.on("enterNode", ({ node }) => choose(node));
  sigma.on("leaveNode", () => choose(""));
  sigma.on("clickNode", ({ node }) => window.location.assign(`/person/${node}`));
  for (const [person, row] of rows) {
    row.addEventListener("mouseenter", () => choose(person));
    row.addEventListener("mouseleave", () => choose(""));
    row.addEventListener("focusin", () => choose(person));
    row.addEventListener("focusout", () => choose(""));
  }
}
